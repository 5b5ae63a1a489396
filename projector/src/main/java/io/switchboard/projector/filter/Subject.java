package io.switchboard.projector.filter;

import java.util.stream.Stream;

/** Something a filter can be held against: a call or a member. As thread-safe as what it reads from. */
public interface Subject {

    /** The values of this field; none when it is not set. Never asked for fields of kind {@code TEXTS}. */
    Stream<Value> values(Field field);

    /** Whether the field is set. Custom data may be set without having a value: an empty list, an object. */
    boolean has(Field field);

    /** Whether this is one of the field's values. */
    boolean contains(Field field, Value value);
}
