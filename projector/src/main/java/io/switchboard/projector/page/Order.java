package io.switchboard.projector.page;

import io.switchboard.projector.filter.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A total order of rows: the sort keys, then identity. Immutable and pure.
 *
 * @param keys at least one, each a field of {@code sortable}
 */
public record Order<T>(Sortable<T> sortable, List<SortKey> keys) implements Comparator<T> {

    public Order {
        keys = keys.isEmpty() ? sortable.usual() : List.copyOf(keys);
        for (SortKey key : keys) {
            if (sortable.by(key.field()).isEmpty()) {
                throw new IllegalArgumentException("cannot sort by '" + key.field() + "'");
            }
        }
    }

    /**
     * Where a row stands in this order.
     *
     * @param values   of the sort keys, in their order
     * @param identity of the row
     */
    public record Place(List<Optional<Value>> values, String identity) {
        public Place {
            values = List.copyOf(values);
        }
    }

    public Place place(T row) {
        return new Place(keys.stream().map(key -> sortable.by(key.field()).orElseThrow().apply(row)).toList(),
                sortable.identity().apply(row));
    }

    public int compare(Place a, Place b) {
        for (int i = 0; i < keys.size(); i++) {
            int c = keys.get(i).compare(a.values().get(i), b.values().get(i));
            if (c != 0) {
                return c;
            }
        }
        return Value.compareText(a.identity(), b.identity());
    }

    @Override
    public int compare(T a, T b) {
        return compare(place(a), place(b));
    }

    /** Whether the row comes after this place; every row does when there is none. */
    public boolean isAfter(Optional<Place> start, T row) {
        return start.isEmpty() || compare(place(row), start.get()) > 0;
    }
}
