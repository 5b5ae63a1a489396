package io.switchboard.bench.machine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for a condition that nobody announces, by looking again and again until a deadline. */
public final class Moment {

    private Moment() {
    }

    /**
     * @param gap how long between two looks
     * @return whether the condition held before the time was over
     * @throws InterruptedException when the thread is interrupted while waiting
     */
    public static boolean await(BooleanSupplier condition, Duration gap, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            LockSupport.parkNanos(gap.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while waiting");
            }
        }
        return true;
    }
}
