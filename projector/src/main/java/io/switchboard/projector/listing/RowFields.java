package io.switchboard.projector.listing;

import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Subject;
import io.switchboard.projector.filter.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Every field that some listing of these rows can be asked by. Listings may give the same field; a name means the same
 * in all of them. Immutable.
 */
public final class RowFields<T> {

    private final List<Part<T>> parts = new ArrayList<>();

    /** What one listing adds to those before it. */
    private record Part<T>(Function<T, Subject> subject, List<Field> fields) {
        boolean areSame(T a, T b) {
            Subject one = subject.apply(a);
            Subject other = subject.apply(b);
            return fields.stream().allMatch(field ->
                    one.values(field).findFirst().equals(other.values(field).findFirst()));
        }
    }

    private RowFields() {
    }

    public static <T> RowFields<T> of(ListedRows<T> rows) {
        RowFields<T> made = new RowFields<>();
        Set<String> known = new HashSet<>();
        for (Listing<?> listing : Listing.ALL) {
            if (listing.rows().equals(rows)) {
                @SuppressWarnings("unchecked")
                Listing<T> same = (Listing<T>) listing;
                made.parts.add(new Part<>(same.subject(), same.fields().fields().values().stream()
                        .map(FieldTable.Entry::field).filter(field -> known.add(field.name())).toList()));
            }
        }
        return made;
    }

    /** Shows every field that is set, with the one value that it has. */
    public void each(T row, BiConsumer<Field, Value> visitor) {
        for (Part<T> part : parts) {
            Subject subject = part.subject.apply(row);
            part.fields.forEach(field -> subject.values(field).findFirst()
                    .ifPresent(value -> visitor.accept(field, value)));
        }
    }

    /** Whether no filter and no sort tells the two apart. */
    boolean areSame(Optional<T> a, Optional<T> b) {
        return a.equals(b) || a.isPresent() && b.isPresent()
                && parts.stream().allMatch(part -> part.areSame(a.get(), b.get()));
    }
}
