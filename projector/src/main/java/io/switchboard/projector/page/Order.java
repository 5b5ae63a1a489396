package io.switchboard.projector.page;

import io.switchboard.projector.filter.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A total order of rows: the sort keys, then identity. Immutable and pure.
 *
 * @param keys     at least one, each a field of {@code sortable}
 * @param backward whether rows come in exactly the opposite of what the keys say, so that the rows before a page are
 *                 the first ones after its place in this order
 */
public record Order<T>(Sortable<T> sortable, List<SortKey> keys, boolean backward) implements Comparator<T> {

    public Order {
        keys = keys.isEmpty() ? sortable.usual() : List.copyOf(keys);
        for (SortKey key : keys) {
            if (sortable.by(key.field()).isEmpty()) {
                throw new IllegalArgumentException("cannot sort by '" + key.field() + "'");
            }
        }
    }

    /** The order that a client asks for. */
    public Order(Sortable<T> sortable, List<SortKey> keys) {
        this(sortable, keys, false);
    }

    /** The same rows from the other end: also ties, and what is not set then comes first. */
    @Override
    public Order<T> reversed() {
        return new Order<>(sortable, keys, !backward);
    }

    /** Whether larger values of this key come first, as rows really come. */
    public boolean falling(SortKey key) {
        return key.descending() != backward;
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
        return backward ? forward(b, a) : forward(a, b);
    }

    private int forward(Place a, Place b) {
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
