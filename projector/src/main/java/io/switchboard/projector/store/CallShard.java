package io.switchboard.projector.store;

import io.switchboard.events.Cid;
import io.switchboard.projector.index.IndexPart;
import io.switchboard.projector.index.IndexParts;
import io.switchboard.projector.index.Overlay;
import io.switchboard.projector.index.SharedReader;
import io.switchboard.projector.rows.DamagedRowsException;
import io.switchboard.projector.rows.GivenUp;
import io.switchboard.projector.rows.RowSnapshot;
import io.switchboard.projector.rows.RowStore;
import io.switchboard.projector.rows.StorageException;
import io.switchboard.projector.view.ReadView;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of one partition: rows, indexes, and the overlay between the rows and each index.
 *
 * <p>Refreshing an index reader costs milliseconds to a tenth of a second, far too much for every write and every
 * query. So a write only writes rows and adds its call to the overlay; a query searches the last opened reader,
 * passes over hits that are in the overlay, and looks at the calls of the overlay one by one. A write that changes
 * nothing the index holds, such as somebody's coming or going, leaves the overlay alone. In the background
 * {@link IndexUpkeep} makes documents of the overlay's calls, opens a new reader and starts an empty overlay. Rows,
 * overlays and readers are swapped and captured under one lock, so a {@link ReadView} is always one moment.
 *
 * <p>Calls, sessions and feedback have an index each, and an overlay each: somebody's coming changes a session, which
 * must not make questions about calls dearer.
 *
 * <p>Threads: one writer ({@link #apply}, {@link #commit}); one refresher, in the background; any number of readers.
 */
final class CallShard implements AutoCloseable {

    /** At this size of the overlay the writer waits: in a rebuild or a flood it is faster than the index. */
    private static final int FULL_OVERLAY = 12_000;
    /** So many batches, each with more to come, are a rebuild, or as good as one. */
    private static final int FLOOD = 16;

    private static final Logger LOG = LoggerFactory.getLogger(CallShard.class);

    private final RowStore rows;
    private final IndexParts indexes;
    private final GivenUp givenUp;
    private final IndexUpkeep upkeep;
    private final StoreResources resources;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final OpenViews views = new OpenViews(changed);

    // Under lock.
    private long touches;
    private int inARow;
    /** Written under lock; read without it by views. */
    private volatile boolean closed;
    private Optional<RuntimeException> failure = Optional.empty();

    private CallShard(RowStore rows, IndexParts indexes, GivenUp givenUp, StoreResources resources) {
        this.rows = rows;
        this.givenUp = givenUp;
        this.resources = resources;
        this.indexes = indexes;
        this.upkeep = new IndexUpkeep(this, rows, indexes.all(), resources);
        upkeep.catchUp();
    }

    /**
     * Opens the shard in this folder, at its last commit. Takes as long as it takes to index what was not indexed
     * durably, which is everything when an index is missing or broken. Rows that were given up, or turn out to be
     * damaged now, are thrown away with the indexes, and the shard is empty.
     *
     * @throws StorageException when the folder cannot be used
     */
    static CallShard open(Path folder, StoreResources resources) {
        GivenUp.throwAway(folder);
        try {
            return open(folder, resources, new GivenUp(folder));
        } catch (DamagedRowsException logged) {
            GivenUp.throwAway(folder);
            return open(folder, resources, new GivenUp(folder));
        }
    }

    private static CallShard open(Path folder, StoreResources resources, GivenUp givenUp) {
        RowStore rows = RowStore.open(folder.resolve("rows"), resources.rows(), givenUp);
        IndexParts indexes = null;
        try {
            indexes = IndexParts.open(folder, rows.basis());
            return new CallShard(rows, indexes, givenUp, resources);
        } catch (RuntimeException e) {
            if (indexes != null) {
                indexes.close();
            }
            rows.close();
            throw e;
        }
    }

    /** To fold events in, and then {@link #apply}; there is one at a time. The caller closes it, before the shard. */
    CallBatch batch() {
        return new CallBatch(rows::snapshot);
    }

    /**
     * Writes what became of a batch of events: all of it is visible to a view, or nothing.
     *
     * @param more whether more is to come at once, as far as one can tell
     */
    void apply(CallBatch batch, boolean more) {
        CallBatch.Changes changes = batch.changes();
        lock.lock();
        try {
            while (indexes.isWaiting(FULL_OVERLAY) && !closed && failure.isEmpty() && !givenUp.happened()) {
                changed.awaitUninterruptibly();
            }
            if (closed) {
                throw new IllegalStateException("the shard is closed");
            }
            failIfBroken();
            rows.write(changes.rows(), indexes.unconcerned(changes.documents().calls()));
            touches++;
            indexes.touch(changes.documents(), touches);
            inARow = more ? inARow + 1 : 0;
            upkeep.changed(inARow >= FLOOD);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Remembers how far the log is folded. No offset at all means that Streams holds this state to be corrupt: it is
     * given up then, and the shard refuses everything until it is opened again, empty. One that is given up already has
     * nothing to remember.
     *
     * @throws StorageException when that fails, or something failed before
     */
    void commit(Map<TopicPartition, Long> offsets) {
        lock.lock();
        try {
            if (offsets.isEmpty()) {
                givenUp.because(new IllegalStateException("Streams holds the state to be corrupt"));
                changed.signalAll();
            } else if (!givenUp.happened()) {
                failIfBroken();
                rows.commit(offsets);
            }
        } finally {
            lock.unlock();
        }
    }

    /** As {@link RowStore#identity}. */
    UUID identity() {
        return rows.identity();
    }

    /** Whether nothing but closing is left, after which it can be opened again, empty. */
    boolean isGivenUp() {
        return givenUp.happened();
    }

    Optional<Long> committedOffset(TopicPartition partition) {
        return rows.committedOffset(partition);
    }

    long estimatedRows() {
        return rows.estimatedRows();
    }

    /**
     * Everything as it is now, for somebody who asks: the index of calls keeps closer up from then on. Empty when the
     * shard is closed. The caller closes the view, soon.
     */
    Optional<ReadView> view() {
        indexes.asked();
        lock.lock();
        try {
            if (closed) {
                return Optional.empty();
            }
            failIfBroken();
            views.opened();
            return Optional.of(new ReadView(rows.snapshot(), indexes.captureCalls(touches),
                    indexes.captureListed(touches), resources.views(), this::viewClosed, () -> closed));
        } finally {
            lock.unlock();
        }
    }

    /** See {@link IndexUpkeep#refresh}. */
    void refresh() {
        upkeep.refresh();
    }

    /** See {@link IndexUpkeep#checkpoint}. */
    void checkpoint() {
        upkeep.checkpoint();
    }

    /**
     * Waits for open views, then closes. Idempotent. A view that stays open for some seconds was lost; its memory is
     * then given up rather than the shutdown.
     */
    @Override
    public void close() {
        boolean broken;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            broken = failure.isPresent() || givenUp.happened();
            changed.signalAll();
            if (!views.allClosed()) {
                LOG.error("{} views of {} were never closed; the shard is abandoned open", views.count(), this);
                return;
            }
        } finally {
            lock.unlock();
        }
        try {
            upkeep.close(broken);
        } catch (DamagedRowsException e) {
            LOG.warn("damage to the rows was noticed when closing; the next opening throws them away", e);
        } finally {
            rows.close();
        }
    }

    /** What to write into this index now, with the rows as they are. Empty when there is nothing. */
    <K, G extends Overlay.Generation<K>> Optional<Refresh<G>> beginRefresh(IndexPart<K, G> part) {
        lock.lock();
        try {
            return closed ? Optional.empty() : part.begin().map(changed -> new Refresh<>(changed, rows.snapshot()));
        } finally {
            lock.unlock();
        }
    }

    /** What a refresh works on; it closes the snapshot. */
    record Refresh<G>(G changed, RowSnapshot rows) {
    }

    /** See {@link IndexPart#end}. */
    void endRefresh(IndexPart<?, ?> part, SharedReader next) {
        lock.lock();
        try {
            part.end(next);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the dirty marks off those of these calls of which no index lags behind. */
    void clean(Collection<Cid> cids) {
        lock.lock();
        try {
            rows.clean(indexes.unconcerned(cids));
        } finally {
            lock.unlock();
        }
    }

    /** Upkeep failed: the next write and every query fail with it, and Streams reopens the shard. */
    void fail(RuntimeException cause) {
        lock.lock();
        try {
            failure = Optional.of(cause);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void failIfBroken() {
        givenUp.check();
        failure.ifPresent(cause -> {
            throw new StorageException("this shard failed before", cause);
        });
    }

    private void viewClosed() {
        lock.lock();
        try {
            views.closed();
        } finally {
            lock.unlock();
        }
    }
}
