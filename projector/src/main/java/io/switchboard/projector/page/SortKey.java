package io.switchboard.projector.page;

import io.switchboard.projector.filter.Value;
import java.util.Optional;

/**
 * One thing to sort by.
 *
 * @param field      as the request writes it
 * @param descending largest first; what is not set comes last in either direction
 */
public record SortKey(String field, boolean descending) {

    /** How two values of this key stand to each other in an answer. */
    int compare(Optional<Value> a, Optional<Value> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Boolean.compare(a.isEmpty(), b.isEmpty());
        }
        int ascending = a.get().compare(b.get()).orElseGet(() -> Integer.compare(rank(a.get()), rank(b.get())));
        return descending ? -ascending : ascending;
    }

    /** Custom data can have values of several kinds under one name; an order needs them one after the other. */
    private static int rank(Value value) {
        return switch (value) {
            case Value.Flag flag -> 0;
            case Value.Number number -> 1;
            case Value.Time time -> 2;
            case Value.Text text -> 3;
        };
    }

    @Override
    public String toString() {
        return (descending ? "-" : "+") + field;
    }
}
