package io.switchboard.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Operations on a fixed schedule, however long the answers take. Latency counts from the moment an operation was due,
 * not from when a free caller got to it, so a stall is charged to every operation it delayed.
 */
public final class OpenLoop {

    private OpenLoop() {
    }

    /**
     * Performs {@code perSecond} operations each second, for the given time.
     *
     * @param callers how many operations can be under way at once; when all are busy, due ones wait and age
     * @throws InterruptedException when the calling thread is interrupted; the callers end with their current operation
     */
    public static Window run(Workload workload, int callers, int perSecond, Duration time)
            throws InterruptedException {
        long operations = time.toMillis() * perSecond / 1_000;
        double gapNanos = 1e9 / perSecond;
        AtomicLong next = new AtomicLong();
        long began = System.nanoTime();
        List<Caller> all = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            all.add(new Caller("scheduled-" + i, workload.caller(i, callers), (operation, tally, failures) -> {
                for (long n = next.getAndIncrement(); n < operations; n = next.getAndIncrement()) {
                    long due = began + (long) (n * gapNanos);
                    awaitMoment(due);
                    Outcome outcome = failures.attempt(operation);
                    tally.count(outcome, System.nanoTime() - due);
                }
            }));
        }
        Tally total = Caller.join(all);
        return new Window(total, (System.nanoTime() - began) / 1e9);
    }

    private static void awaitMoment(long due) throws InterruptedException {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped before an operation was due");
            }
        }
    }
}
