package io.switchboard.projector.index;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far indexes are that are made from all rows of a shard, because they were missing or broken: the log stands still
 * for as long as that takes. Thread-safe.
 */
public final class Remaking {

    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong calls = new AtomicLong();

    /** The calls gone through so far; empty while no index is made. */
    public OptionalLong progress() {
        return underWay.get() > 0 ? OptionalLong.of(calls()) : OptionalLong.empty();
    }

    /** The calls gone through for all indexes that were ever made; a call counts for each of these. */
    public long calls() {
        return calls.get();
    }

    /** Runs what makes an index and tells of every call it comes to. */
    public void of(Work work) {
        underWay.incrementAndGet();
        try {
            work.run(calls::incrementAndGet);
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** Makes an index. */
    @FunctionalInterface
    public interface Work {

        /** @param each to be run once for every call */
        void run(Runnable each);
    }
}
