package io.switchboard.command.shard;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.switchboard.command.shard.MemoryLog.Fate;
import io.switchboard.events.table.Rows;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Runs {@link ShardSimulation} over many seeds. A failure names its seed; {@code -Dshard.seed=N} runs that one alone,
 * {@code -Dshard.seeds=N} so many.
 */
class ShardSimulationTest {

    private static final int SEEDS = Integer.getInteger("shard.seeds", 1_500);

    /** What the shards have to say about storms would be millions of lines. */
    @BeforeAll
    static void silence() {
        shardLog().setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        shardLog().setLevel(null);
    }

    private static Logger shardLog() {
        return (Logger) LoggerFactory.getLogger(Shard.class.getPackageName());
    }

    @Test
    void noStormBreaksAPromise() {
        Map<String, Integer> seen = new HashMap<>();
        long first = Long.getLong("shard.seed", ThreadLocalRandom.current().nextInt());
        int seeds = System.getProperty("shard.seed") == null ? SEEDS : 1;
        System.out.println("ShardSimulation: seeds " + first + " to " + (first + seeds - 1));
        for (long seed = first; seed < first + seeds; seed++) {
            try {
                new ShardSimulation(seed, new MemoryLog(), new Ledger()).run()
                        .forEach((what, times) -> seen.merge(what, times, Integer::sum));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + " fails; run it alone with -Dshard.seed=" + seed, e);
            }
        }
        System.out.println("ShardSimulation: " + seen);
        if (seeds > 1) {
            assertThat(seen).as("every kind of trouble was met").containsKeys("CRASH", "ANSWERED", "ENTRIES");
            assertThat(seen).containsKeys(List.of(Fate.values()).stream().map(Fate::name).toArray(String[]::new));
        }
    }

    @Test
    void aSeedGivesTheSameRunEveryTime() {
        assertThat(new ShardSimulation(42, new MemoryLog(), new Ledger()).run())
                .isEqualTo(new ShardSimulation(42, new MemoryLog(), new Ledger()).run());
    }

    @Test
    void aLogThatDoesNotRefuseAFormerOwnerIsFoundOut() {
        assertThat(seedsThatFail(new Ledger(), false)).isPositive();
    }

    @Test
    void aMachineThatForgetsRequestsIsFoundOut() {
        assertThat(seedsThatFail(new Forgetful(), true)).isPositive();
    }

    private static long seedsThatFail(StateMachine<Ledger.Command, Ledger.Reply> machine, boolean fencing) {
        return LongStream.range(0, 100).filter(seed -> {
            try {
                new ShardSimulation(seed, new MemoryLog(fencing), machine).run();
                return false;
            } catch (AssertionError e) {
                return true;
            }
        }).count();
    }

    /** Decides every request as if it were new. */
    private record Forgetful() implements StateMachine<Ledger.Command, Ledger.Reply> {

        private static final Ledger LEDGER = new Ledger();

        @Override
        public Step<Ledger.Reply> handle(Ledger.Command command, Rows rows) {
            return LEDGER.handle(command, new WithoutRequests(rows));
        }

        @Override
        public void replay(LogRecord record, Rows rows) {
            LEDGER.replay(record, rows);
        }

        @Override
        public Optional<Instant> nextDue(Rows rows) {
            return LEDGER.nextDue(rows);
        }

        @Override
        public List<Ledger.Command> due(Instant now, int limit, Rows rows) {
            return LEDGER.due(now, limit, rows);
        }
    }

    private record WithoutRequests(Rows rows) implements Rows {

        @Override
        public Optional<byte[]> get(byte[] key) {
            return key[0] == 'r' ? Optional.empty() : rows.get(key);
        }

        @Override
        public void put(byte[] key, byte[] value) {
            rows.put(key, value);
        }

        @Override
        public void delete(byte[] key) {
            rows.delete(key);
        }

        @Override
        public void scan(byte[] from, byte[] to, Visitor visitor) {
            rows.scan(from, to, visitor);
        }
    }
}
