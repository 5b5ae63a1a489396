package io.switchboard.bench.machine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting: for a condition that nobody announces, or for a span that is itself what is measured. */
public final class Moment {

    private Moment() {
    }

    /** Lets a measured span of time go by. */
    public static void pass(Duration span) throws InterruptedException {
        await(() -> false, span, span);
    }

    /**
     * Looks again and again until the condition holds or the time is over.
     *
     * @param gap how long between two looks
     * @return whether the condition held before the time was over
     * @throws InterruptedException when the thread is interrupted while waiting
     */
    public static boolean await(BooleanSupplier condition, Duration gap, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(Math.min(left, gap.toNanos()));
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while waiting");
            }
        }
        return true;
    }
}
