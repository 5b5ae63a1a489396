package io.switchboard.events.calltype;

import io.switchboard.events.codec.CorruptEventException;
import io.switchboard.events.codec.EventJson;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Documents of the {@code call-types} topic to bytes and back. A deleted call type stays as {@code {name, deleted_at}}:
 * a record that compaction removed would bring a built-in type back. Thread-safe.
 */
public final class CallTypeCodec {

    private CallTypeCodec() {
    }

    /** What stays of a call type. */
    private record Deleted(String name, Instant deletedAt) {
    }

    public static byte[] encode(CallType type) {
        return EventJson.mapper().writeValueAsBytes(type);
    }

    public static byte[] encodeDeleted(String name, Instant deletedAt) {
        return EventJson.mapper().writeValueAsBytes(new Deleted(name, deletedAt));
    }

    /**
     * @return empty for a deleted call type
     * @throws CorruptEventException when the bytes are neither
     */
    public static Optional<CallType> decode(byte[] stored) {
        try {
            JsonNode document = EventJson.mapper().readTree(stored);
            if (document.has("deleted_at")) {
                EventJson.mapper().treeToValue(document, Deleted.class);
                return Optional.empty();
            }
            return Optional.of(Optional.ofNullable(EventJson.mapper().treeToValue(document, CallType.class))
                    .orElseThrow(() -> new CorruptEventException("stored bytes are not a call type: they are null")));
        } catch (JacksonException bad) {
            throw new CorruptEventException("stored bytes are not a call type: " + bad.getMessage(), bad);
        }
    }
}
