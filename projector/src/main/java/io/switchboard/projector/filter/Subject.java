package io.switchboard.projector.filter;

import java.util.List;
import java.util.stream.Stream;

/** Something a filter can be held against: a call or a member. As thread-safe as what it reads from. */
public interface Subject {

    /** The values of this field; none when it is not set. Never asked for fields of kind {@code TEXTS}. */
    Stream<Value> values(Field field);

    /** Whether the field is set. Custom data may be set without having a value: an empty list, an object. */
    default boolean has(Field field) {
        return values(field).findAny().isPresent();
    }

    /** Whether one of these is one of the field's values. */
    default boolean hasAny(Field field, List<Value> wanted) {
        return values(field).anyMatch(wanted::contains);
    }
}
