package io.switchboard.projector.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notes what one shard does for one question, if that is to be explained. For one thread at a time. */
public final class ShardTrace {

    private final boolean on;
    private final List<ShardExplanation.Search> searches = new ArrayList<>();
    private Optional<ShardExplanation.IndexUse> index = Optional.empty();
    private String access = "none";
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

    /** The index was asked. */
    public void index(int documents, long overlay, String sort, String skipping) {
        index = Optional.of(new ShardExplanation.IndexUse(documents, overlay, sort, skipping, List.of()));
    }

    public void search(ShardExplanation.Search search) {
        searches.add(search);
    }

    /** The shard's rows are found. */
    public void searched(long began, int rows) {
        found = rows;
        searchNanos += clock() - began;
    }

    /** What the page shows of one or more of them is read. */
    public void rowsRead(long began) {
        rowsNanos += clock() - began;
    }

    /** What was noted, of the shard of this partition; {@code awaited} and {@code waitNanos} as there. */
    public ShardExplanation explanation(int partition, Optional<Long> awaited, long waitNanos) {
        return new ShardExplanation(partition, ShardExplanation.LOCAL, awaited, waitNanos, access, lookedAt, found,
                index.map(use -> new ShardExplanation.IndexUse(use.documents(), use.overlay(), use.sort(),
                        use.skipping(), searches)), searchNanos, rowsNanos);
    }
}
