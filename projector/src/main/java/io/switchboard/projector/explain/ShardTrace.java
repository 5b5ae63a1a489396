package io.switchboard.projector.explain;

import java.util.Optional;

/** Notes what one shard does for one question, if that is to be explained. For one thread at a time. */
public final class ShardTrace {

    /** Rows are found by the index, but for those it does not know yet. */
    public static final String INDEX = "index";

    private final boolean on;
    private String access = "none";
    private long overlay;
    private long lookedAt;
    private int found;
    private long searchNanos;
    private long rowsNanos;

    /** @param on whether anybody wants to know */
    public ShardTrace(boolean on) {
        this.on = on;
    }

    /** Whether it is worth while to find out what only an explanation needs. */
    public boolean on() {
        return on;
    }

    /** The time, for {@link #searched} and {@link #rowsRead}. */
    public long clock() {
        return on ? System.nanoTime() : 0;
    }

    /** Which way the rows are found. */
    public void access(String way) {
        access = way;
    }

    /** A row, or call, was read and compared with the filter. */
    public void lookedAt() {
        lookedAt++;
    }

    /** A call, or row, of the overlay was read and compared with the filter. */
    public void lookedAtOverlay() {
        overlay++;
        lookedAt++;
    }

    /** The shard has looked for its rows. */
    public void searched(long began) {
        searchNanos += clock() - began;
    }

    /** So many of its rows are among those the page is made from. */
    public void found(int rows) {
        found += rows;
    }

    /** What the page shows of one or more of them is read. */
    public void rowsRead(long began) {
        rowsNanos += clock() - began;
    }

    /** What was noted, of the shard of this partition; {@code awaited} and {@code waitNanos} as there. */
    public ShardExplanation explanation(int partition, Optional<Long> awaited, long waitNanos) {
        return new ShardExplanation(partition, ShardExplanation.LOCAL, awaited, waitNanos, access, overlay,
                lookedAt, found, searchNanos, rowsNanos);
    }
}
