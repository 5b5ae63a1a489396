package io.switchboard.projector.store;

import io.switchboard.events.Cid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Keeps a shard's index up with its rows, in the background.
 *
 * <p>Refresh: documents of the changed calls, a new reader. Nothing is scheduled while nothing changes, and while
 * nobody asks it waits longer, so that a load of writes alone makes few and large segments. In a flood of writes, which
 * is a rebuild more often than not, it waits until many calls have changed.
 *
 * <p>Checkpoint: a call stays marked dirty in the rows until the index has it on disk (rows first, then the index,
 * then the marks). After any crash the marked calls are indexed again when opening, so rows and index may come back
 * from different moments.
 *
 * <p>Refresh and checkpoint exclude each other and run beside the shard's writer and readers.
 */
final class IndexUpkeep {

    /** How old the overlay may get while somebody asks; a shorter time buys smaller overlays for more CPU. */
    private static final Duration REFRESH = Duration.ofMillis(200);
    /** How many times as old while nobody asks. */
    private static final int UNASKED = 10;
    /** An overlay of this size is refreshed at once while somebody asks. */
    private static final int LARGE_OVERLAY = 1_000;
    /** The same while nobody does: few, larger segments are less work, and the first to ask finds no more to look at. */
    private static final int LARGE_UNASKED = 4_000;
    /** The same in a flood. */
    private static final int LARGE_FLOODED = 8_000;
    /** How much re-indexing a crash may cost. */
    private static final Duration CHECKPOINT = Duration.ofSeconds(30);
    /** How many marks are taken off while the writer is kept waiting. */
    private static final int CLEANED_AT_ONCE = 1_000;

    private final CallShard shard;
    private final RowStore rows;
    private final CallIndex index;
    private final Background background;

    private final AtomicBoolean refreshDue = new AtomicBoolean();
    private final AtomicBoolean refreshUrgent = new AtomicBoolean();
    private final AtomicBoolean checkpointDue = new AtomicBoolean();
    private volatile boolean asked;
    /** Whether much more is known to come. */
    private volatile boolean flooded;
    /** Of rows and index; under this object's monitor. */
    private boolean isSetUpForFlood;

    private final ReentrantLock working = new ReentrantLock();
    // Under working: calls indexed since the last checkpoint, whose marks still stand.
    private Set<Cid> unconfirmed = new HashSet<>();
    private boolean closed;

    IndexUpkeep(CallShard shard, RowStore rows, CallIndex index, Background background) {
        this.shard = shard;
        this.rows = rows;
        this.index = index;
        this.background = background;
    }

    /** Indexes what has to be before anybody reads. */
    SharedReader catchUp() {
        working.lock();
        try (RowSnapshot snapshot = rows.snapshot()) {
            Set<Cid> dirty = rows.dirty();
            try (IndexableCalls calls = new IndexableCalls(snapshot)) {
                if (index.isNew()) {
                    index.flooded(true);
                    calls.all(index);
                    index.flooded(false);
                } else {
                    calls.each(dirty, index);
                }
            }
            if (index.isNew() || !dirty.isEmpty()) {
                rows.flush();
                index.commit();
                rows.clean(dirty);
            }
            return new SharedReader(index.reader());
        } finally {
            working.unlock();
        }
    }

    /** Somebody reads. */
    void asked() {
        asked = true;
    }

    /**
     * Rows were written.
     *
     * @param waiting how many calls the index lags behind
     * @param flood   whether much more is known to come
     */
    void changed(int waiting, boolean flood) {
        flooded = flood;
        if (flood) {
            setUp(true);
        }
        if (refreshDue.compareAndSet(false, true)) {
            scheduleRefresh(1);
        }
        if (waiting >= large() && refreshUrgent.compareAndSet(false, true)) {
            background.schedule(() -> guarded(this::refresh), Duration.ZERO);
        }
        scheduleCheckpoint();
    }

    private void scheduleCheckpoint() {
        if (checkpointDue.compareAndSet(false, true)) {
            background.schedule(() -> guarded(this::checkpoint), CHECKPOINT);
        }
    }

    private int large() {
        if (asked) {
            return LARGE_OVERLAY;
        }
        return flooded ? LARGE_FLOODED : LARGE_UNASKED;
    }

    /** Brings the index up to what is written now. */
    void refresh() {
        working.lock();
        try {
            if (closed) {
                return;
            }
            refreshDue.set(false);
            refreshUrgent.set(false);
            asked = false;
            Optional<CallShard.Refresh> refresh = shard.beginRefresh();
            if (refresh.isEmpty()) {
                return;
            }
            try (RowSnapshot snapshot = refresh.get().rows(); IndexableCalls calls = new IndexableCalls(snapshot)) {
                refresh.get().calls().begun().forEach(index::begun);
                calls.each(refresh.get().calls().changed(), index);
            }
            shard.endRefresh(new SharedReader(index.reader()));
            unconfirmed.addAll(refresh.get().calls().calls());
        } finally {
            working.unlock();
        }
    }

    /** Makes the index durable and takes the dirty marks off the calls it then has. */
    void checkpoint() {
        working.lock();
        try {
            checkpointDue.set(false);
            if (!closed) {
                confirm();
                ebb();
            }
        } finally {
            working.unlock();
        }
    }

    /**
     * Waits for work under way and ends. The caller closes the rows afterwards.
     *
     * @param reader asked for the last reader only then: a refresh under way replaces, and releases, the one before
     */
    void close(Supplier<SharedReader> reader, boolean broken) {
        working.lock();
        try {
            closed = true;
            if (!broken) {
                confirm();
            }
        } finally {
            try {
                reader.get().release();
                index.close();
            } finally {
                working.unlock();
            }
        }
    }

    /** A flood is over when none was seen between two checkpoints: switching to and fro costs too. */
    private void ebb() {
        if (setUp(flooded)) {
            flooded = false;
            scheduleCheckpoint();
        }
    }

    private synchronized boolean setUp(boolean forFlood) {
        if (forFlood != isSetUpForFlood) {
            rows.flooded(forFlood);
            index.flooded(forFlood);
            isSetUpForFlood = forFlood;
        }
        return isSetUpForFlood;
    }

    private void scheduleRefresh(int round) {
        background.schedule(() -> guarded(() -> {
            if (asked || round >= UNASKED && !flooded) {
                refresh();
            } else {
                scheduleRefresh(round + 1);
            }
        }), REFRESH);
    }

    /** A failing refresh must not pass unseen. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            shard.fail(e);
        }
    }

    private void confirm() {
        rows.flush();
        index.commit();
        List<Cid> calls = new ArrayList<>(unconfirmed);
        unconfirmed = new HashSet<>();
        for (int from = 0; from < calls.size(); from += CLEANED_AT_ONCE) {
            shard.clean(calls.subList(from, Math.min(calls.size(), from + CLEANED_AT_ONCE)));
        }
    }
}
