package io.switchboard.command.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.switchboard.command.shard.MemoryLog.Fate;
import io.switchboard.command.shard.MemoryLog.Weather;
import io.switchboard.command.shard.ShardUnavailableException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One shard of the ledger, stepped by hand over a log in memory, under a clock and weather that the test commands. */
final class ShardScenario {

    static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    final MemoryLog log;
    final MemoryShardStore store;
    final Shard<Ledger.Command, Ledger.Reply> shard;
    private final Deque<Fate> fates = new ArrayDeque<>();
    private int unreachable;
    private Runnable duringCalls = () -> { };
    private Instant now = Ledger.EPOCH;

    ShardScenario() {
        this(new MemoryLog(), new MemoryShardStore.Disk(), new Ledger(), settings(100, 100));
    }

    ShardScenario(MemoryLog log, MemoryShardStore.Disk disk, StateMachine<Ledger.Command, Ledger.Reply> machine,
                  ShardSettings settings) {
        this.log = log;
        this.store = new MemoryShardStore(disk);
        this.shard = new Shard<>("ledger-0", machine, log.open(new Scripted()), store, () -> now, settings);
    }

    static ShardSettings settings(int maxBatch, int capacity) {
        return new ShardSettings(maxBatch, capacity, CALL_TIMEOUT, true, Duration.ZERO, Duration.ofMillis(10),
                Duration.ofSeconds(1), 3, Duration.ZERO, Duration.ofSeconds(1));
    }

    /** What becomes of the next appends, in order; afterwards all is fine. */
    ShardScenario fates(Fate... next) {
        fates.addAll(List.of(next));
        return this;
    }

    /** Lets the next calls fail that write nothing: claims and reads. */
    ShardScenario unreachable(int calls) {
        unreachable = calls;
        return this;
    }

    /** What others do while the shard is inside a call to the log. */
    ShardScenario meanwhile(Runnable others) {
        duringCalls = others;
        return this;
    }

    ShardScenario serving() {
        shard.claim();
        return until(Lifecycle.SERVING);
    }

    ShardScenario until(Lifecycle lifecycle) {
        for (int i = 0; i < 200 && shard.lifecycle() != lifecycle; i++) {
            step();
        }
        assertThat(shard.lifecycle()).isEqualTo(lifecycle);
        return this;
    }

    /** One step; waits, by the clock, if the step asks for it. */
    Duration step() {
        Duration idle = shard.step();
        now = now.plus(idle.compareTo(Duration.ofMinutes(1)) < 0 ? idle : Duration.ZERO);
        return idle;
    }

    void steps(int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    CompletableFuture<Ledger.Reply> submit(Ledger.Command command) {
        return shard.submit(command);
    }

    /** Requests in the log, in order. */
    List<String> logged() {
        return log.entries().stream().flatMap(Optional::stream).map(Ledger::request).toList();
    }

    static Ledger.Add add(String request) {
        return new Ledger.Add("page", request);
    }

    static Reason refusal(CompletableFuture<?> answer) {
        assertThat(answer).isCompletedExceptionally();
        Throwable failure = catchThrowable(answer::join);
        assertThat(failure).isInstanceOf(CompletionException.class).cause().isInstanceOf(ShardUnavailableException.class);
        return ((ShardUnavailableException) failure.getCause()).reason();
    }

    private final class Scripted implements Weather {

        @Override
        public Fate fate() {
            return fates.isEmpty() ? Fate.FINE : fates.poll();
        }

        @Override
        public boolean fails() {
            return unreachable-- > 0;
        }

        @Override
        public boolean coin() {
            return true;
        }

        @Override
        public void pause() {
            duringCalls.run();
        }
    }
}
