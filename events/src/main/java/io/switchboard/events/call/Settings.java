package io.switchboard.events.call;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Call settings as a JSON tree of groups; how an override meets what is there. */
public final class Settings {

    private Settings() {
    }

    /**
     * {@code override} merged per field into {@code base} (contract rule 12): objects merge, anything else replaces.
     * Neither argument is changed.
     */
    public static ObjectNode merge(ObjectNode base, ObjectNode override) {
        ObjectNode merged = base.deepCopy();
        mergeInto(merged, override);
        return merged;
    }

    private static void mergeInto(ObjectNode target, ObjectNode override) {
        override.properties().forEach(field -> {
            JsonNode present = target.get(field.getKey());
            if (present instanceof ObjectNode inner && field.getValue() instanceof ObjectNode change) {
                mergeInto(inner, change);
            } else {
                target.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }
}
