package io.switchboard.command.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.shard.MemoryLog.Fate;
import io.switchboard.command.shard.MemoryLog.Weather;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Instances, clients and a log in one thread, with everything that may happen drawn from one seed: who runs next, who
 * is suspended inside a call to the log while the others go on, who is believed to be the owner, what the log refuses,
 * carries out late or forgets to answer, who crashes and what its disk still had.
 *
 * <p>After every step: each store equals the fold of the log up to its offset, entries are dense, each request is in
 * the log at most once. At every answer: what it says is committed. In the end, in fair weather: everybody is answered.
 */
final class ShardSimulation {

    private static final int INSTANCES = 3;
    private static final int CLIENTS = 5;
    private static final int STORMY_STEPS = 350;
    private static final int FAIR_STEPS = 4_000;
    private static final int SUSPENDED_AT_MOST = 25;

    private final RandomGenerator random;
    private final MemoryLog log;
    private final StateMachine<Ledger.Command, Ledger.Reply> machine;
    private final LedgerHistory history;
    private final List<SimulatedInstance> instances = new ArrayList<>();
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final ShardSettings settings;
    private final double trouble;
    private final Verdict verdict = new Verdict();
    private final Map<Fate, Integer> fates = new HashMap<>();
    private Instant now = Ledger.EPOCH;
    private boolean stormy = true;
    private int suspended;
    private int crashes;

    ShardSimulation(long seed, MemoryLog log, StateMachine<Ledger.Command, Ledger.Reply> machine) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.log = log;
        this.machine = machine;
        this.history = new LedgerHistory(log);
        this.trouble = random.nextDouble(0.25);
        boolean exactReads = random.nextBoolean();
        this.settings = new ShardSettings(1 + random.nextInt(6), 1 + random.nextInt(8), Duration.ofMillis(200),
                random.nextBoolean(), Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(20), 3,
                Duration.ofMillis(random.nextInt(3)),
                exactReads ? Duration.ZERO : Duration.ofMillis(50));
        for (int i = 0; i < INSTANCES; i++) {
            instances.add(start(i, new MemoryShardStore.Disk()));
        }
        SimulatedClient.World world = new SimulatedClient.World(history, new HashMap<>(), random, exactReads, verdict);
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new SimulatedClient(i, world));
        }
    }

    private SimulatedInstance start(int number, MemoryShardStore.Disk disk) {
        return new SimulatedInstance(number, disk, log, new RandomWeather(number), new DoubtingLedger(machine, () -> stormy && random.nextDouble() < trouble / 20), () -> now, settings);
    }

    /** @return what happened, so that a test can see that the storms were real */
    Map<String, Integer> run() {
        for (int step = 0; step < STORMY_STEPS; step++) {
            act();
            check();
            verdict.rethrow();
        }
        calmDown();
        Map<String, Integer> seen = new HashMap<>();
        fates.forEach((fate, times) -> seen.put(fate.name(), times));
        seen.put("CRASH", crashes);
        seen.put("ANSWERED", clients.stream().mapToInt(SimulatedClient::answered).sum());
        seen.put("ENTRIES", (int) log.entries().stream().filter(Optional::isPresent).count());
        return seen;
    }

    private void act() {
        SimulatedInstance instance = instances.get(random.nextInt(INSTANCES));
        switch (random.nextInt(20)) {
            case 0 -> instance.shard().claim();
            case 1 -> instance.shard().stepDown();
            case 2 -> now = now.plusMillis(random.nextInt(60));
            case 3 -> log.mark();
            case 4 -> log.settle(random.nextBoolean());
            case 5 -> instance.store().flush();
            case 6 -> {
                if (!instance.busy() && random.nextDouble() < trouble) {
                    restart(instance);
                }
            }
            case 7, 8, 9, 10 -> clients.get(random.nextInt(CLIENTS)).act(instance, stormy);
            default -> step(instance);
        }
    }

    private void step(SimulatedInstance instance) {
        if (instance.busy()) {
            return;
        }
        instance.step();
        now = now.plusMillis(random.nextInt(3));
        if (instance.dead() || instance.shard().lifecycle() == Lifecycle.FAILED) {
            restart(instance);
        }
    }

    /** A crash: the store comes back as its disk has it. */
    private void restart(SimulatedInstance instance) {
        crashes++;
        instance.kill();
        instances.set(instance.number(), start(instance.number(), instance.disk()));
    }

    private void check() {
        verdict.on(this::checkStores);
    }

    private void checkStores() {
        history.advance();
        for (SimulatedInstance instance : instances) {
            if (instance.moved()) {
                MemoryShardStore.State state = instance.store().state();
                assertThat(same(state.rows(), history.foldAt(state.offset())))
                        .as("the rows of instance %s at offset %s are the fold of the log", instance.number(), state.offset())
                        .isTrue();
            }
        }
    }

    private static boolean same(SortedMap<byte[], byte[]> one, SortedMap<byte[], byte[]> other) {
        return one.size() == other.size()
                && one.entrySet().stream().allMatch(row -> Arrays.equals(row.getValue(), other.get(row.getKey())));
    }

    /** No more trouble, one owner: everything still open must come to an end. */
    private void calmDown() {
        stormy = false;
        SimulatedInstance owner = instances.getFirst();
        instances.forEach(instance -> instance.shard().stepDown());
        owner.shard().claim();
        for (int step = 0; step < FAIR_STEPS && !settled(owner); step++) {
            instances.forEach(this::step);
            clients.get(step % CLIENTS).act(owner, false);
            log.mark();
            now = now.plusMillis(5);
            check();
            verdict.rethrow();
        }
        assertThat(clients).as("everybody is answered").allMatch(SimulatedClient::idle);
        assertThat(owner.shard().lifecycle()).isEqualTo(Lifecycle.SERVING);
        assertThat(machine.nextDue(owner.store().committed()).filter(due -> due.isBefore(now)))
                .as("every due reminder has rung").isEmpty();
    }

    private boolean settled(SimulatedInstance owner) {
        return clients.stream().allMatch(SimulatedClient::idle) && owner.shard().lifecycle() == Lifecycle.SERVING
                && machine.nextDue(owner.store().committed()).filter(due -> due.isBefore(now)).isEmpty();
    }

    /** What happens to one instance's calls to the log. */
    private final class RandomWeather implements Weather {

        private final int number;

        RandomWeather(int number) {
            this.number = number;
        }

        @Override
        public Fate fate() {
            Fate fate = stormy && random.nextDouble() < trouble
                    ? Fate.values()[random.nextInt(Fate.values().length)] : Fate.FINE;
            fates.merge(fate, 1, Integer::sum);
            return fate;
        }

        @Override
        public boolean fails() {
            return stormy && random.nextDouble() < trouble / 5;
        }

        @Override
        public boolean coin() {
            return random.nextBoolean();
        }

        /** Suspended here, while the others go on; and perhaps never resumed. */
        @Override
        public void pause() {
            if (!stormy || suspended == INSTANCES - 1 || random.nextDouble() > trouble) {
                return;
            }
            suspended++;
            for (int i = random.nextInt(SUSPENDED_AT_MOST); i > 0; i--) {
                act();
                check();
            }
            suspended--;
            if (random.nextInt(20) == 0) {
                instances.get(number).kill();
                throw new SimulatedInstance.Crash();
            }
        }
    }
}
