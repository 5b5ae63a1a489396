package io.switchboard.projector.store;

import io.switchboard.events.Cid;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The calls that changed since the index was last refreshed, as of one moment. For them the index's word does not
 * count. Immutable to those who hold it: changes after {@code asOf} do not show.
 *
 * @param generations the calls touched, each with the count of touches at which it was first touched: at most the
 *                    generation the refresher is working on and the one collecting now
 */
record Overlay(List<Generation> generations, long asOf) {

    /** Calls touched between two refreshes. The shard's writer adds, under the shard's lock; anybody reads. */
    static final class Generation {
        private final Map<Cid, Long> firstTouch = new ConcurrentHashMap<>();
        /** Calls that began in this generation, as they are now. The writer's, then the refresher's. */
        private final Map<Cid, IndexedCall> begun = new HashMap<>();

        /** @return whether it was the call's first touch in this generation */
        boolean touch(Cid cid, IndexedCall.Change change, long count) {
            if (change.begins()) {
                begun.put(cid, IndexedCall.begun(change));
            } else {
                begun.computeIfPresent(cid, (same, call) -> call.changed(change));
            }
            return firstTouch.putIfAbsent(cid, count) == null;
        }

        Set<Cid> calls() {
            return firstTouch.keySet();
        }

        /** Those that were never in the index, complete. */
        Collection<IndexedCall> begun() {
            return begun.values();
        }

        /** The others, whose rows have to be read. */
        List<Cid> changed() {
            return firstTouch.keySet().stream().filter(cid -> !begun.containsKey(cid)).toList();
        }

        boolean contains(Cid cid) {
            return firstTouch.containsKey(cid);
        }

        boolean isEmpty() {
            return firstTouch.isEmpty();
        }

        int size() {
            return firstTouch.size();
        }
    }

    Overlay {
        generations = List.copyOf(generations);
    }

    boolean contains(Cid cid) {
        for (Generation generation : generations) {
            Long first = generation.firstTouch.get(cid);
            if (first != null && first <= asOf) {
                return true;
            }
        }
        return false;
    }

    /** Every call in the overlay, once. */
    Stream<Cid> calls() {
        return generations.stream().flatMap(generation -> generation.firstTouch.entrySet().stream()
                .filter(entry -> entry.getValue() <= asOf).map(Map.Entry::getKey)).distinct();
    }
}
