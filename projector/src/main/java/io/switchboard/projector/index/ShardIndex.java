package io.switchboard.projector.index;

import io.switchboard.events.Cid;
import io.switchboard.projector.rows.RowSnapshot;
import java.util.Collection;

/**
 * One of the indexes of a shard: which documents it has, and how they are made. Writing is for one thread at a time.
 *
 * @param <G> what it has to be told of changes
 */
public sealed interface ShardIndex<G extends Overlay.Generation<?>> extends AutoCloseable permits CallIndex, RowIndex {

    /** Where the documents are. */
    LuceneIndex documents();

    /** Nothing that changed. */
    G nothing();

    /** Brings the documents of what changed up to these rows, the newest of them. */
    void write(G changed, RowSnapshot rows);

    /** Makes the documents of these calls anew. */
    void write(Collection<Cid> calls, RowSnapshot rows);

    /**
     * Makes the documents of all calls; there are none yet.
     *
     * @param each run once for every call
     */
    void writeAll(RowSnapshot rows, Runnable each);

    @Override
    default void close() {
        documents().close();
    }
}
