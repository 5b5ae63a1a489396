package io.switchboard.command.shard;

import io.switchboard.events.table.Rows;
import java.util.function.Function;

/**
 * The local rows of one shard together with the log offset they stand at; both change in one atomic write. The log is
 * the write-ahead log, so after a crash the store may stand further back, never apart from its offset.
 *
 * <p>Keys that begin with a zero byte are the store's own; a state machine's keys begin with another.
 */
public interface ShardStore extends AutoCloseable {

    /** The next log offset to apply; 0 for an empty store. Any thread. */
    long offset();

    /** A batch over the committed rows. Only one is open at a time; the shard's thread only. */
    Batch begin();

    /**
     * Read-only view of what is committed. Any thread. Two reads may see two different commits; use {@link #read} for
     * several that must agree.
     *
     * @throws ShardUnavailableException from every read once the store is closed
     */
    Rows committed();

    /** Runs the reader over the rows of one moment. Any thread; the rows are not to be kept. */
    <T> T read(Function<Rows, T> reader);

    /** Forgets all rows and stands at offset 0: for when log and rows disagree. */
    void clear();

    @Override
    void close();

    /** Uncommitted rows over the committed ones, read through. */
    interface Batch extends Rows, AutoCloseable {

        /** Marks the present state for {@link #rollback()}; marks nest. */
        void savepoint();

        /** Returns to the last mark and removes it. */
        void rollback();

        /** Makes the rows and the offset visible together, and leaves an empty batch. */
        void commit(long nextOffset);

        /** Forgets what is not committed. */
        @Override
        void close();
    }
}
