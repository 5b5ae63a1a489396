package io.switchboard.projector.index;

import io.switchboard.events.Cid;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What changed since an index was last refreshed, as of one moment. For that the index's word does not count. Immutable
 * to those who hold it: changes after {@code asOf} do not show.
 *
 * @param generations what was touched, each with the count of touches at which it was first touched: at most the
 *                    generation the refresher is working on and the one collecting now
 * @param <K>         what names a document of the index
 */
public record Overlay<K>(List<? extends Generation<K>> generations, long asOf) {

    /** What was touched between two refreshes. The shard's writer adds, under the shard's lock; anybody reads. */
    public abstract static class Generation<K> {
        final Map<K, Long> firstTouch = new ConcurrentHashMap<>();

        /** Takes in what of these changes concerns the index. */
        abstract void touch(IndexChanges changes, long count);

        /** The calls whose documents were touched. For the writer, then the refresher. */
        public abstract Set<Cid> calls();

        final void touch(K key, long count) {
            firstTouch.putIfAbsent(key, count);
        }

        final Set<K> keys() {
            return firstTouch.keySet();
        }

        final boolean isEmpty() {
            return firstTouch.isEmpty();
        }

        final int size() {
            return firstTouch.size();
        }
    }

    public Overlay {
        generations = List.copyOf(generations);
    }

    /** Whether the index's word about this document does not count. */
    public boolean contains(K key) {
        for (Generation<K> generation : generations) {
            Long first = generation.firstTouch.get(key);
            if (first != null && first <= asOf) {
                return true;
            }
        }
        return false;
    }

    /** Everything in the overlay, once. */
    public Stream<K> keys() {
        return generations.stream().flatMap(generation -> generation.firstTouch.entrySet().stream()
                .filter(entry -> entry.getValue() <= asOf).map(Map.Entry::getKey)).distinct();
    }
}
