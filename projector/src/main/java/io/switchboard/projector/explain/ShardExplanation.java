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
 * @param overlay      calls, or rows, that changed too recently for the index to know; they are among those looked at
 * @param lookedAt     rows, or calls, that were read and compared with the filter one by one
 * @param found        rows it answered
 * @param searchNanos  finding rows; where the index is asked, those of the overlay
 * @param rowsNanos    reading what the page shows of them
 */
public record ShardExplanation(int partition, String instance, Optional<Long> awaited, long waitNanos, String access,
                               long overlay, long lookedAt, int found, long searchNanos, long rowsNanos) {

    /** The instance that was asked. */
    public static final String LOCAL = "local";

    ShardExplanation at(String other) {
        return new ShardExplanation(partition, other, awaited, waitNanos, access, overlay, lookedAt, found,
                searchNanos, rowsNanos);
    }
}
