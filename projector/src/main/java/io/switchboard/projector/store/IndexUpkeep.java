package io.switchboard.projector.store;

import io.switchboard.events.Cid;
import io.switchboard.projector.index.IndexPart;
import io.switchboard.projector.index.Remaking;
import io.switchboard.projector.index.Overlay;
import io.switchboard.projector.index.ShardIndex;
import io.switchboard.projector.rows.RowSnapshot;
import io.switchboard.projector.rows.RowStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps a shard's indexes up with its rows, in the background.
 *
 * <p>Refresh: documents of what changed, a new reader, each index at its own pace. Nothing is scheduled while nothing
 * changes, and while nobody asks it waits longer, so that a load of writes alone makes few and large segments. In a flood
 * of writes, which is a rebuild more often than not, it waits until much has changed.
 *
 * <p>Checkpoint: a call stays marked dirty in the rows until every index has it on disk (rows first, then the indexes,
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
    private final List<IndexPart<?, ?>> parts;
    private final Background background;
    private final Remaking remaking;

    private final AtomicBoolean checkpointDue = new AtomicBoolean();
    /** Whether much more is known to come. */
    private volatile boolean flooded;
    /** Of rows and indexes; under this object's monitor. */
    private boolean isSetUpForFlood;

    private final ReentrantLock working = new ReentrantLock();
    // Under working: calls indexed since the last checkpoint, whose marks still stand.
    private Set<Cid> unconfirmed = new HashSet<>();
    /** Number of the last checkpoint. */
    private long checkpoints;
    private boolean closed;

    IndexUpkeep(CallShard shard, RowStore rows, List<IndexPart<?, ?>> parts, StoreResources resources) {
        this.shard = shard;
        this.rows = rows;
        this.parts = parts;
        this.background = resources.background();
        this.remaking = resources.remaking();
        this.checkpoints = Math.max(rows.basis().checkpoint(),
                parts.stream().mapToLong(part -> part.index().documents().checkpoint()).max().orElse(0));
    }

    /** Indexes what has to be before anybody reads, and opens the first readers. */
    void catchUp() {
        working.lock();
        try (RowSnapshot snapshot = rows.snapshot()) {
            Set<Cid> dirty = rows.dirty();
            boolean isNew = false;
            for (IndexPart<?, ?> part : parts) {
                isNew |= part.index().documents().isNew();
                catchUp(part.index(), dirty, snapshot);
            }
            if (isNew || !dirty.isEmpty()) {
                commit();
                rows.clean(dirty);
            }
            parts.forEach(part -> part.end(part.reopened()));
        } finally {
            working.unlock();
        }
    }

    private void catchUp(ShardIndex<?> index, Set<Cid> dirty, RowSnapshot snapshot) {
        if (index.documents().isNew()) {
            index.documents().flooded(true);
            remaking.of(each -> index.writeAll(snapshot, each));
        } else {
            index.write(dirty, snapshot);
        }
        // What stopped in the middle of a flood has left many segments.
        index.documents().flooded(false);
    }

    /**
     * Rows were written.
     *
     * @param flood whether much more is known to come
     */
    void changed(boolean flood) {
        flooded = flood;
        if (flood) {
            setUp(true);
        }
        parts.stream().filter(part -> part.waiting() > 0).forEach(this::changed);
        scheduleCheckpoint();
    }

    private void changed(IndexPart<?, ?> part) {
        if (part.pace().becomesDue()) {
            scheduleRefresh(part, 1);
        }
        if (part.waiting() >= large(part) && part.pace().becomesUrgent()) {
            background.schedule(() -> guarded(() -> refresh(part)), Duration.ZERO);
        }
    }

    private void scheduleCheckpoint() {
        if (checkpointDue.compareAndSet(false, true)) {
            background.schedule(() -> guarded(this::checkpoint), CHECKPOINT);
        }
    }

    private int large(IndexPart<?, ?> part) {
        if (part.pace().isAsked()) {
            return LARGE_OVERLAY;
        }
        return flooded ? LARGE_FLOODED : LARGE_UNASKED;
    }

    /** Brings every index up to what is written now. */
    void refresh() {
        parts.forEach(this::refresh);
    }

    private <K, G extends Overlay.Generation<K>> void refresh(IndexPart<K, G> part) {
        working.lock();
        try {
            if (closed) {
                return;
            }
            part.pace().begins();
            Optional<CallShard.Refresh<G>> refresh = shard.beginRefresh(part);
            if (refresh.isEmpty()) {
                return;
            }
            try (RowSnapshot snapshot = refresh.get().rows()) {
                part.index().write(refresh.get().changed(), snapshot);
            }
            shard.endRefresh(part, part.reopened());
            unconfirmed.addAll(refresh.get().changed().calls());
        } finally {
            working.unlock();
        }
    }

    /** Makes the indexes durable and takes the dirty marks off the calls they then have. */
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
     * Waits for work under way and ends. The caller closes the rows afterwards. A refresh under way replaces, and
     * releases, the reader before, so the last one is given up only then.
     */
    void close(boolean broken) {
        working.lock();
        try {
            closed = true;
            if (!broken) {
                confirm();
            }
        } finally {
            try {
                parts.forEach(IndexPart::release);
                parts.forEach(part -> part.index().close());
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
            parts.forEach(part -> part.index().documents().flooded(forFlood));
            isSetUpForFlood = forFlood;
        }
        return isSetUpForFlood;
    }

    private void scheduleRefresh(IndexPart<?, ?> part, int round) {
        background.schedule(() -> guarded(() -> {
            if (part.pace().isAsked() || round >= UNASKED && !flooded) {
                refresh(part);
            } else {
                scheduleRefresh(part, round + 1);
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
        commit();
        List<Cid> calls = new ArrayList<>(unconfirmed);
        unconfirmed = new HashSet<>();
        for (int from = 0; from < calls.size(); from += CLEANED_AT_ONCE) {
            shard.clean(calls.subList(from, Math.min(calls.size(), from + CLEANED_AT_ONCE)));
        }
    }

    /**
     * Rows first: no index may ever have on disk what the rows do not. Then the rows hear of it, before marks go. When no
     * index has changed, the last checkpoint is as good as one more.
     */
    private void commit() {
        rows.flush();
        if (parts.stream().noneMatch(part -> part.index().documents().isChanged())) {
            return;
        }
        checkpoints++;
        parts.forEach(part -> part.index().documents().commit(checkpoints));
        rows.checkpoint(checkpoints);
    }
}
