package io.switchboard.events.calltype;

import io.switchboard.events.codec.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The four call types every application starts with: {@code default}, {@code livestream}, {@code audio_room},
 * {@code development}. Settings follow the contract's table 2.6, grants its table 2.8; where the published tables are
 * silent, {@code docs/decisions.md} says what was chosen.
 */
public final class BuiltInCallTypes {

    /** Built-ins are older than any call. */
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
    private static final String RESOURCE = "built-in.json";
    private static final Map<String, CallType> BY_NAME = load();

    private BuiltInCallTypes() {
    }

    /** By name; immutable. */
    public static Map<String, CallType> byName() {
        return BY_NAME;
    }

    private static Map<String, CallType> load() {
        Map<String, CallType> types = new LinkedHashMap<>();
        try (InputStream in = BuiltInCallTypes.class.getResourceAsStream(RESOURCE)) {
            for (JsonNode type : EventJson.mapper().readTree(in)) {
                String name = type.get("name").stringValue();
                types.put(name, new CallType(name, (ObjectNode) type.get("settings"), grants(type.get("grants")),
                        SINCE, SINCE));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the jar lacks " + RESOURCE, e);
        }
        return Collections.unmodifiableMap(types);
    }

    private static Map<String, List<String>> grants(JsonNode node) {
        Map<String, List<String>> grants = new LinkedHashMap<>();
        node.properties().forEach(role -> {
            List<String> permissions = new ArrayList<>();
            role.getValue().forEach(p -> permissions.add(p.stringValue()));
            grants.put(role.getKey(), List.copyOf(permissions));
        });
        return Collections.unmodifiableMap(grants);
    }
}
