package io.switchboard.events.codec;

import tools.jackson.databind.node.ObjectNode;

/**
 * Lifts the data of one event type from one version to the next, on the JSON tree, before it becomes a record.
 * Pure and total over everything that was ever written in that version; it may change and return its argument.
 */
public interface Upcaster {

    String type();

    int fromVersion();

    /** @return the same fact in version {@code fromVersion() + 1} */
    ObjectNode upcast(ObjectNode data);
}
