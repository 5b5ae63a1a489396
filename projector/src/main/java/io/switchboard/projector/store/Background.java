package io.switchboard.projector.store;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where shards refresh and checkpoint their indexes. Thread-safe. */
interface Background extends AutoCloseable {

    /** Runs the work once, after this long. */
    void schedule(Runnable work, Duration delay);

    /** Drops what is waiting; returns when nothing runs any more, or after a few seconds. */
    @Override
    void close();

    /** One thread for all shards of a process. */
    static Background thread() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1,
                Thread.ofPlatform().daemon().name("switchboard-index-refresher").factory());
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return new Background() {
            @Override
            public void schedule(Runnable work, Duration delay) {
                executor.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
            }

            @Override
            public void close() {
                executor.shutdown();
                try {
                    executor.awaitTermination(5, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }
}
