package io.switchboard.projector.store;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.table.CallKeys;
import io.switchboard.events.table.CallTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of one partition: rows, index, and the overlay between them.
 *
 * <p>Refreshing an index reader costs milliseconds to a tenth of a second, far too much for every write and every
 * query. So a write only writes rows and adds its call to the overlay; a query searches the last opened reader,
 * passes over hits that are in the overlay, and looks at the calls of the overlay one by one. In the background a
 * refresh makes documents of the overlay's calls, opens a new reader and starts an empty overlay. Rows, overlay and
 * reader are swapped and captured under one lock, so a {@link ReadView} is always one moment.
 *
 * <p>Durability: a call stays marked dirty in the rows until the index has it on disk ({@link #checkpoint}: rows
 * first, then the index, then the marks). After any crash the marked calls are simply indexed again when opening, so
 * rows and index may be lost up to different points.
 *
 * <p>Threads: one writer ({@link #apply}, {@link #restore}, {@link #commit}); one refresher, in the background; any
 * number of readers.
 */
final class CallShard implements AutoCloseable {

    /** How stale the reader may get while calls change; a shorter time buys smaller overlays for more CPU. */
    private static final Duration REFRESH = Duration.ofMillis(200);
    /** How much re-indexing a crash may cost. */
    private static final Duration CHECKPOINT = Duration.ofSeconds(30);
    /** An overlay of this size is refreshed at once. */
    private static final int LARGE_OVERLAY = 2_000;
    /** At this size the writer waits: it is faster than the index can take it, in a rebuild or a flood. */
    private static final int FULL_OVERLAY = 20_000;

    private static final int VIEW_SECONDS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(CallShard.class);

    private final RowStore rows;
    private final CallIndex index;
    private final StoreResources resources;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ReentrantLock refreshing = new ReentrantLock();

    // Under lock.
    private Overlay.Generation collecting = new Overlay.Generation();
    private List<Overlay.Generation> generations = List.of(collecting);
    private SharedReader reader;
    private long touches;
    private int views;
    private boolean closed;
    private boolean refreshDue;
    private boolean refreshUrgent;
    private boolean checkpointDue;
    private Optional<RuntimeException> failure = Optional.empty();

    // Under refreshing: calls indexed since the last checkpoint, whose marks still stand.
    private Set<Cid> unconfirmed = new HashSet<>();

    private CallShard(RowStore rows, CallIndex index, StoreResources resources) {
        this.rows = rows;
        this.index = index;
        this.resources = resources;
    }

    /**
     * Opens the shard in this folder, at its last commit. Takes as long as it takes to index what was not indexed
     * durably, which is everything when the index is missing or broken.
     *
     * @throws StorageException when the folder cannot be used
     */
    static CallShard open(Path folder, StoreResources resources) {
        RowStore rows = RowStore.open(folder.resolve("rows"), resources);
        CallIndex index = null;
        try {
            index = CallIndex.open(folder.resolve("index"), rows.identity());
            CallShard shard = new CallShard(rows, index, resources);
            shard.catchUp();
            return shard;
        } catch (RuntimeException e) {
            if (index != null) {
                index.close();
            }
            rows.close();
            throw e;
        }
    }

    Optional<byte[]> get(byte[] key) {
        return rows.get(key);
    }

    /** Writes the rows of one event: all of them are visible to a view, or none. */
    void apply(Collection<Row> changes) {
        write(changes, false);
    }

    /** Writes rows from the changelog. */
    void restore(Collection<Row> changes) {
        write(changes, true);
    }

    /** Confirms what was written so far as the state at these changelog offsets; see {@link RowStore#commit}. */
    void commit(Map<TopicPartition, Long> offsets) {
        lock.lock();
        try {
            failIfBroken();
            if (offsets.isEmpty()) {
                touch(rows.forgetOffsets());
            } else {
                rows.commit(offsets);
            }
        } finally {
            lock.unlock();
        }
    }

    Optional<Long> committedOffset(TopicPartition partition) {
        return rows.committedOffset(partition);
    }

    long estimatedRows() {
        return rows.estimatedRows();
    }

    /** Everything as it is now; empty when the shard is closed. The caller closes the view, soon. */
    Optional<ReadView> view() {
        lock.lock();
        try {
            if (closed) {
                return Optional.empty();
            }
            failIfBroken();
            views++;
            reader.hold();
            return Optional.of(new ReadView(rows.snapshot(), reader, new Overlay(generations, touches), this::viewClosed));
        } finally {
            lock.unlock();
        }
    }

    /** Brings the index up to what is written now and empties the overlay. Runs beside writer and readers. */
    void refresh() {
        refreshing.lock();
        try {
            Overlay.Generation indexed;
            RowSnapshot snapshot;
            lock.lock();
            try {
                refreshDue = false;
                refreshUrgent = false;
                if (closed || collecting.isEmpty()) {
                    return;
                }
                indexed = collecting;
                collecting = new Overlay.Generation();
                generations = List.of(indexed, collecting);
                snapshot = rows.snapshot();
            } finally {
                lock.unlock();
            }
            try (snapshot) {
                CallTable table = new CallTable(snapshot);
                indexed.calls().forEach(cid -> index(table, cid));
            }
            swap(new SharedReader(index.reader()));
            indexed.calls().forEach(unconfirmed::add);
        } finally {
            refreshing.unlock();
        }
    }

    /** Makes the index durable and takes the dirty marks off the calls it then has. */
    void checkpoint() {
        refreshing.lock();
        try {
            lock.lock();
            try {
                checkpointDue = false;
                if (closed) {
                    return;
                }
            } finally {
                lock.unlock();
            }
            confirm();
        } finally {
            refreshing.unlock();
        }
    }

    /** How many calls the index lags behind. */
    int overlaySize() {
        lock.lock();
        try {
            return generations.stream().mapToInt(Overlay.Generation::size).sum();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for open views, then closes. Uncommitted rows are undone at the next opening. Idempotent. A view that stays
     * open for {@value #VIEW_SECONDS} s was lost; its memory is then given up rather than the shutdown.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            changed.signalAll();
            if (!allViewsClosed()) {
                LOG.error("{} views of {} were never closed; the shard is abandoned open", views, this);
                return;
            }
        } finally {
            lock.unlock();
        }
        refreshing.lock();
        try {
            if (failure.isEmpty()) {
                confirm();
            }
            reader.release();
            index.close();
        } finally {
            refreshing.unlock();
            rows.close();
        }
    }

    /** Under lock. */
    private boolean allViewsClosed() {
        long left = TimeUnit.SECONDS.toNanos(VIEW_SECONDS);
        boolean interrupted = false;
        while (views > 0 && left > 0) {
            try {
                left = changed.awaitNanos(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return views == 0;
    }

    /** Indexes what has to be, before anybody reads. */
    private void catchUp() {
        Set<Cid> dirty = rows.dirty();
        try (RowSnapshot snapshot = rows.snapshot()) {
            CallTable table = new CallTable(snapshot);
            if (index.isNew()) {
                byte[] from = {CallKeys.TABLE};
                snapshot.scan(from, CallKeys.after(from), (key, value) -> {
                    if (CallKeys.isCore(key)) {
                        index(table, CallKeys.cid(key));
                    }
                    return true;
                });
            } else {
                dirty.forEach(cid -> index(table, cid));
            }
        }
        reader = new SharedReader(index.reader());
        unconfirmed.addAll(dirty);
        if (index.isNew() || !dirty.isEmpty()) {
            confirm();
        }
    }

    private void write(Collection<Row> changes, boolean restoring) {
        lock.lock();
        try {
            while (collecting.size() >= FULL_OVERLAY && !closed && failure.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            if (closed) {
                throw new StorageException("the shard is closed", new IllegalStateException());
            }
            failIfBroken();
            Set<Cid> calls = new LinkedHashSet<>();
            changes.forEach(row -> calls.add(CallKeys.cid(row.key())));
            List<Cid> newlyDirty = calls.stream().filter(cid -> !collecting.contains(cid)).toList();
            if (restoring) {
                rows.restore(changes, newlyDirty);
            } else {
                rows.write(changes, newlyDirty);
            }
            touch(newlyDirty);
        } finally {
            lock.unlock();
        }
    }

    /** Under lock. */
    private void touch(Collection<Cid> calls) {
        touches++;
        calls.forEach(cid -> collecting.touch(cid, touches));
        schedule();
    }

    /** Under lock. Nothing is scheduled while nothing changes, so an idle shard costs nothing. */
    private void schedule() {
        if (!refreshDue) {
            refreshDue = true;
            resources.background().schedule(() -> guarded(this::refresh), REFRESH);
        }
        if (!refreshUrgent && collecting.size() >= LARGE_OVERLAY) {
            refreshUrgent = true;
            resources.background().schedule(() -> guarded(this::refresh), Duration.ZERO);
        }
        if (!checkpointDue) {
            checkpointDue = true;
            resources.background().schedule(() -> guarded(this::checkpoint), CHECKPOINT);
        }
    }

    /** A failing refresh must not pass unseen: the next write or query fails with it, and Streams reopens the shard. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            lock.lock();
            try {
                failure = Optional.of(e);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void failIfBroken() {
        failure.ifPresent(cause -> {
            throw new StorageException("the index of this shard failed in the background", cause);
        });
    }

    private void swap(SharedReader next) {
        SharedReader last;
        lock.lock();
        try {
            last = reader;
            reader = next;
            generations = List.of(collecting);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        last.release();
    }

    /** Under refreshing. The order matters, see the class comment. */
    private void confirm() {
        rows.flush();
        index.commit();
        List<Cid> calls = new ArrayList<>(unconfirmed);
        unconfirmed = new HashSet<>();
        for (int from = 0; from < calls.size(); from += 1_000) {
            List<Cid> some = calls.subList(from, Math.min(calls.size(), from + 1_000));
            lock.lock();
            try {
                rows.clean(some.stream().filter(cid -> !collecting.contains(cid)).toList());
            } finally {
                lock.unlock();
            }
        }
    }

    private void index(CallTable table, Cid cid) {
        Optional<CallCore> core = table.core(cid);
        if (core.isEmpty()) {
            index.remove(cid);
            return;
        }
        List<String> members = new ArrayList<>(core.get().members());
        table.eachMember(cid, member -> members.add(member.userId()));
        index.put(core.get(), members);
    }

    private void viewClosed(SharedReader held) {
        held.release();
        lock.lock();
        try {
            views--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
