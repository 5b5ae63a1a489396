package io.switchboard.bench.load;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The calls a run has created on one server, for the operations that change them. Keeps the first
 * {@value #CAPACITY}, so that memory stays bounded and every server is asked about equally many. Thread-safe.
 */
public final class CreatedCalls {

    private static final int CAPACITY = 100_000;

    /** A call with the member that updates change. Updated by one caller at a time. */
    static final class Entry {
        private final String id;
        private final String member;
        private int updates;

        private Entry(String id, String member) {
            this.id = id;
            this.member = member;
        }

        String id() {
            return id;
        }

        String member() {
            return member;
        }

        /** @return a role other than the member's present one */
        String nextRole() {
            return updates++ % 2 == 0 ? "host" : "speaker";
        }
    }

    private final AtomicReferenceArray<Entry> entries = new AtomicReferenceArray<>(CAPACITY);
    private final AtomicInteger added = new AtomicInteger();

    void add(String id, String member) {
        int slot = added.getAndUpdate(n -> Math.min(n + 1, CAPACITY));
        if (slot < CAPACITY) {
            entries.set(slot, new Entry(id, member));
        }
    }

    public int size() {
        return added.get();
    }

    /** @return the n-th call, unless it is just being added */
    Optional<Entry> at(int n) {
        return Optional.ofNullable(entries.get(n));
    }
}
