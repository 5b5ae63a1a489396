package io.switchboard.command.shard;

import java.time.Duration;
import java.util.List;

/**
 * One partition of the log as its shard sees it. Offsets are the log's own and have gaps (transaction markers).
 * Used by one thread, except {@link #wakeup()}. No call blocks for longer than the implementation's stated bound.
 */
public interface ShardLog extends AutoCloseable {

    /**
     * Makes this instance the partition's only writer: whoever wrote before can no longer commit, and nothing of its
     * unfinished batches will ever become visible.
     *
     * @throws LogException {@code REJECTED} when it cannot be had now
     */
    void fence();

    /**
     * Writes all records or none. After any exception the log takes nothing until {@link #fence()} is called again.
     *
     * @return the offset after the last record
     * @throws LogException {@code REJECTED}: certainly not written; {@code FENCED}: not written, another owner is
     *                      active; {@code UNKNOWN}: written or not, only the log can tell after {@link #fence()};
     *                      {@code FENCED_UNKNOWN}: written or not, and another owner is active
     */
    long append(List<LogRecord> records);

    /**
     * The offset up to which everything is decided, to be compared with {@link Chunk#next()}. Right after
     * {@link #fence()} it lies behind everything that was ever committed. At other times it may for a moment lie before
     * a batch that is committed already, its owner having been told, but not yet marked so in the partition.
     *
     * @throws LogException {@code REJECTED} when it cannot be learned now
     */
    long end();

    /**
     * The offset behind everything that anybody wrote, committed or not: what was committed before the call lies before
     * it, always.
     *
     * @throws LogException {@code REJECTED} when it cannot be learned now
     */
    long tip();

    /**
     * The committed records from an offset on, waiting at most so long for the first.
     *
     * @throws LogException {@code REJECTED} when reading fails now; {@code OUT_OF_RANGE} when the log has no such
     *                      offset (any more)
     */
    Chunk read(long from, Duration wait);

    /** Makes a waiting {@link #read}, or the next one, return early. Any thread. */
    void wakeup();

    @Override
    void close();

    /**
     * A stretch of the log.
     *
     * @param next where to read on; it may lie past the last record
     */
    record Chunk(List<LogRecord> records, long next) {
    }
}
