package io.switchboard.command.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * A caller with one command at a time. Tries again, under the same request id and anywhere, whatever was not answered,
 * and checks every answer at the moment it is given.
 */
final class SimulatedClient {

    /** What all clients together know. */
    record World(LedgerHistory history, Map<String, Long> acknowledged, RandomGenerator random, boolean exactReads,
                 Verdict verdict) {
    }

    private static final int PAGES = 3;

    private final int number;
    private final World world;
    private int commands;
    private Optional<Ledger.Command> current = Optional.empty();
    private Optional<SimulatedInstance> asked = Optional.empty();
    private CompletableFuture<Ledger.Reply> answer = new CompletableFuture<>();
    private long knownBefore;
    private boolean mayHaveHappened;
    private int answered;

    SimulatedClient(int number, World world) {
        this.number = number;
        this.world = world;
    }

    /** How many of its commands have their answer. */
    int answered() {
        return answered;
    }

    boolean idle() {
        return current.isEmpty();
    }

    /** Sends the next command, or the present one again if there is no answer to wait for. */
    void act(SimulatedInstance instance, boolean newOnes) {
        if (asked.isPresent() && asked.get().dead()) {
            mayHaveHappened = true;
            asked = Optional.empty();
        }
        if (asked.isPresent() || instance.dead() || current.isEmpty() && !newOnes) {
            return;
        }
        if (current.isEmpty()) {
            current = Optional.of(invent());
            mayHaveHappened = false;
        }
        Ledger.Command command = current.get();
        knownBefore = world.acknowledged().getOrDefault(command.page(), 0L);
        asked = Optional.of(instance);
        answer = instance.shard().submit(command);
        answer.whenComplete((reply, failure) -> {
            if (!instance.dead()) {
                world.verdict().on(() -> heard(command, Optional.ofNullable(reply), Optional.ofNullable(failure)));
            }
        });
    }

    private Ledger.Command invent() {
        String page = "page-" + world.random().nextInt(PAGES);
        String request = "client-" + number + "-" + commands++;
        return switch (world.random().nextInt(12)) {
            case 0, 1, 2 -> new Ledger.Look(page);
            case 3 -> new Ledger.Stumble(page);
            case 4 -> new Ledger.Garble(page, request);
            case 5, 6 -> new Ledger.Remind(page, request, due());
            default -> new Ledger.Add(page, request);
        };
    }

    /** A time that no other reminder has: what rang is told apart by it. */
    private Instant due() {
        return Ledger.EPOCH.plusMillis(world.random().nextInt(5_000)).plusNanos(number * 100_000L + commands);
    }

    private void heard(Ledger.Command command, Optional<Ledger.Reply> reply, Optional<Throwable> failure) {
        world.history().advance();
        asked = Optional.empty();
        reply.ifPresent(given -> {
            check(command, given);
            done();
        });
        failure.ifPresent(given -> failed(command, given));
    }

    private void failed(Ledger.Command command, Throwable failure) {
        switch (failure) {
            case ShardUnavailableException unavailable -> mayHaveHappened |= !unavailable.reason().nothingWritten();
            case DoubtingLedger.Doubt doubt -> { }
            default -> {
                assertThat(command).as("only a defect fails by itself: %s", failure)
                        .isInstanceOfAny(Ledger.Stumble.class, Ledger.Garble.class);
                done();
            }
        }
        if (!mayHaveHappened) {
            assertThat(inLog(command)).as("%s failed as certainly not written: %s", command, failure).isEmpty();
        }
    }

    private void check(Ledger.Command command, Ledger.Reply reply) {
        if (command instanceof Ledger.Look look) {
            assertThat(reply.number()).as("read of %s", look).isLessThanOrEqualTo(world.history().last(look.page()));
            if (world.exactReads()) {
                assertThat(reply.number()).as("%s sees what was acknowledged before it", look)
                        .isGreaterThanOrEqualTo(knownBefore);
            }
        } else {
            assertThat(inLog(command)).as("%s was answered, so it is committed", command)
                    .contains(new LedgerHistory.Entry(reply.page(), reply.number()));
            world.acknowledged().merge(reply.page(), reply.number(), Math::max);
        }
    }

    private void done() {
        current = Optional.empty();
        answered++;
    }

    private Optional<LedgerHistory.Entry> inLog(Ledger.Command command) {
        return switch (command) {
            case Ledger.Add add -> world.history().of(add.request());
            case Ledger.Remind remind -> world.history().of(remind.request());
            case Ledger.Garble garble -> world.history().of(garble.request());
            case Ledger.Ring ignored -> Optional.empty();
            case Ledger.Look ignored -> Optional.empty();
            case Ledger.Stumble ignored -> Optional.empty();
        };
    }
}
