package io.switchboard.projector.index;

import io.switchboard.events.Cid;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One of the indexes of a shard, its last opened reader, and what changed since that was opened. The shard's lock guards
 * it, but for what is said to be thread-safe.
 *
 * @param <K> what names a document
 */
public final class IndexPart<K, G extends Overlay.Generation<K>> {

    private final ShardIndex<G> index;
    private final Pace pace = new Pace();
    private G collecting;
    private List<G> generations;
    private SharedReader reader;

    /** When the next refresh comes. Thread-safe. */
    public static final class Pace {
        private final AtomicBoolean due = new AtomicBoolean();
        private final AtomicBoolean urgent = new AtomicBoolean();
        private volatile boolean asked;

        /** Somebody reads this index. */
        public void asked() {
            asked = true;
        }

        /** Whether somebody has read it since the last refresh began. */
        public boolean isAsked() {
            return asked;
        }

        /** Whether nobody had said so since the last refresh began. */
        public boolean becomesDue() {
            return due.compareAndSet(false, true);
        }

        /** Whether nobody had said so since the last refresh began. */
        public boolean becomesUrgent() {
            return urgent.compareAndSet(false, true);
        }

        /** A refresh begins. */
        public void begins() {
            due.set(false);
            urgent.set(false);
            asked = false;
        }
    }

    /** What is captured of an index: a held reader, and of what its word does not count. */
    public record Captured<K>(SharedReader reader, Overlay<K> overlay, Pace pace) {
    }

    IndexPart(ShardIndex<G> index) {
        this.index = index;
        this.collecting = index.nothing();
        this.generations = List.of(collecting);
    }

    /** Thread-safe. */
    public ShardIndex<G> index() {
        return index;
    }

    /** Thread-safe. */
    public Pace pace() {
        return pace;
    }

    void touch(IndexChanges changes, long count) {
        collecting.touch(changes, count);
    }

    /** Whether the call's documents were touched since the last refresh began. */
    boolean concerns(Cid cid) {
        return collecting.calls().contains(cid);
    }

    /** How many documents the next refresh is about. */
    public int waiting() {
        return collecting.size();
    }

    /** As of this count of touches; the caller releases the reader. */
    Captured<K> capture(long touches) {
        reader.hold();
        return new Captured<>(reader, new Overlay<>(generations, touches), pace);
    }

    /**
     * What to write now: from here on it stands in the overlay's first generation, new changes in its second. Empty when
     * there is nothing.
     */
    public Optional<G> begin() {
        if (collecting.isEmpty()) {
            return Optional.empty();
        }
        G changed = collecting;
        collecting = index.nothing();
        generations = List.of(changed, collecting);
        return Optional.of(changed);
    }

    /** A reader of everything written so far, for {@link #end}. Thread-safe. */
    public SharedReader reopened() {
        return new SharedReader(index.documents().reader());
    }

    /** Searches the new reader from here on; what {@link #begin} gave leaves the overlay. */
    public void end(SharedReader next) {
        SharedReader last = reader;
        reader = next;
        generations = List.of(collecting);
        if (last != null) {
            last.release();
        }
    }

    /** Gives the reader up; the caller closes the index then. */
    public void release() {
        reader.release();
    }
}
