package io.switchboard.projector.explain;

import java.util.List;
import java.util.Optional;

/**
 * What one shard did.
 *
 * @param instance     {@link #LOCAL}, or the address of the instance that has it
 * @param awaited      up to which offset the log had to be applied; empty when anything would do
 * @param waitNanos    how long that took, for all shards of the instance together
 * @param access       the way to the rows
 * @param lookedAt     rows, or calls, that were read and compared with the filter one by one
 * @param found        rows it answered
 * @param index        what the index did, when it was asked
 * @param searchNanos  finding rows
 * @param rowsNanos    reading what the page shows of them
 */
public record ShardExplanation(int partition, String instance, Optional<Long> awaited, long waitNanos, String access,
                               long lookedAt, int found, Optional<IndexUse> index, long searchNanos, long rowsNanos) {

    /** The instance that was asked. */
    public static final String LOCAL = "local";

    /**
     * What the index did.
     *
     * @param documents in it
     * @param overlay   calls that changed too recently for it to know; they are looked at one by one
     * @param sort      as Lucene has it
     * @param skipping  what lets a search end before it has seen every hit
     * @param searches  one after the other, until the page was full
     */
    public record IndexUse(int documents, long overlay, String sort, String skipping, List<Search> searches) {
        public IndexUse {
            searches = List.copyOf(searches);
        }
    }

    /**
     * One search.
     *
     * @param query   as Lucene rewrote it
     * @param hits    that it returned
     * @param visited hits that it compared to find these
     * @param whole   whether these were all there are
     */
    public record Search(String query, int hits, long visited, boolean whole) {
    }

    ShardExplanation at(String other) {
        return new ShardExplanation(partition, other, awaited, waitNanos, access, lookedAt, found, index, searchNanos,
                rowsNanos);
    }
}
