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
        int ascending = a.get().compare(b.get()).orElseThrow(
                () -> new IllegalArgumentException("values of two kinds under sort key '" + field + "'"));
        return descending ? -ascending : ascending;
    }

    @Override
    public String toString() {
        return (descending ? "-" : "+") + field;
    }
}
