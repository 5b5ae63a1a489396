package io.switchboard.command.shard;

import java.time.Duration;
import java.util.List;

/**
 * One partition of the log as its shard sees it. Offsets are the log's own and have gaps (transaction markers).
 * Used by one thread, except {@link #close()} and {@link #wakeup()}.
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
     * Writes all records or none.
     *
     * @return the offset after the last record
     * @throws LogException {@code REJECTED}: certainly not written; {@code FENCED}: not written, another owner is
     *                      active; {@code UNKNOWN}: written or not, only the log can tell after {@link #fence()}
     */
    long append(List<LogRecord> records);

    /** The offset behind the last committed record and its marker, to be compared with {@link Chunk#next()}. */
    long end();

    /**
     * The committed records from an offset on, waiting at most so long for the first.
     *
     * @throws LogException {@code REJECTED} when reading fails now
     */
    Chunk read(long from, Duration wait);

    /** Makes a waiting {@link #read} return early. Any thread. */
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
