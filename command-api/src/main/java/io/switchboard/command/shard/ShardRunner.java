package io.switchboard.command.shard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shard with the platform thread that drives it. The thread parks while there is nothing to do. Thread-safe.
 *
 * <p>Deadlines hold even while that thread waits for the log: as long as commands wait, and only then, a timer of the
 * JVM refuses those that are too old.
 */
public final class ShardRunner<C, R> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShardRunner.class);
    private static final Duration STOP_WAIT = Duration.ofSeconds(15);

    private final Shard<C, R> shard;
    private final InstantSource clock;
    private final Thread thread;
    private final AtomicBoolean watching = new AtomicBoolean();

    private ShardRunner(Shard<C, R> shard, InstantSource clock) {
        this.shard = shard;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("shard-" + shard.name()).daemon().unstarted(this::run);
    }

    /**
     * Starts the shard as a follower.
     *
     * @param clock the one the shard was given
     */
    public static <C, R> ShardRunner<C, R> start(Shard<C, R> shard, InstantSource clock) {
        ShardRunner<C, R> runner = new ShardRunner<>(shard, clock);
        shard.wakeWith(() -> LockSupport.unpark(runner.thread));
        runner.thread.start();
        return runner;
    }

    public Shard<C, R> shard() {
        return shard;
    }

    /** As {@link Shard#submit}; the future completes at the command's deadline at the latest. */
    public CompletableFuture<R> submit(C command) {
        CompletableFuture<R> answer = shard.submit(command);
        if (!answer.isDone()) {
            watchDeadlines();
        }
        return answer;
    }

    private void run() {
        while (shard.lifecycle() != Lifecycle.CLOSED) {
            Duration idle = shard.step();
            if (!idle.isZero() && shard.lifecycle() != Lifecycle.CLOSED) {
                LockSupport.parkNanos(shard, idle.toNanos());
            }
        }
    }

    private void watchDeadlines() {
        if (!watching.get() && watching.compareAndSet(false, true)) {
            expire();
        }
    }

    private void expire() {
        Optional<Instant> next = shard.expire();
        if (next.isEmpty()) {
            watching.set(false);
            // A command may have come between the look and the flag, and have relied on the flag.
            next = shard.expire();
            if (next.isEmpty() || !watching.compareAndSet(false, true)) {
                return;
            }
        }
        Duration left = Duration.between(clock.instant(), next.get());
        Executor later = CompletableFuture.delayedExecutor(Math.max(1, left.toMillis() + 1), TimeUnit.MILLISECONDS);
        later.execute(this::expire);
    }

    /** Stops the shard and waits for it. */
    @Override
    public void close() {
        shard.close();
        try {
            if (!thread.join(STOP_WAIT)) {
                LOG.error("{} did not stop within {}; its store is left as after a crash", shard.name(), STOP_WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
