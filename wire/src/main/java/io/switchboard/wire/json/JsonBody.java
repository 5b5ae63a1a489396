package io.switchboard.wire.json;

import io.switchboard.events.codec.Rfc3339;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One object of a request, read field by field. {@code null} and absent are the same (contract rule 3), unknown fields
 * are passed over, and a value of the wrong type is refused with the full path of its field. Every method throws
 * {@link ApiException} (code 4) for what it refuses. The tree underneath is never changed.
 */
public final class JsonBody {

    private static final Instant EARLIEST = Instant.ofEpochSecond(0, Long.MIN_VALUE);
    private static final Instant LATEST = Instant.ofEpochSecond(0, Long.MAX_VALUE);

    private final String path;
    private final ObjectNode fields;

    private JsonBody(String path, ObjectNode fields) {
        this.path = path;
        this.fields = fields;
    }

    /** A request without a body, or with an empty one. */
    public static JsonBody empty() {
        return of(JsonNodeFactory.instance.objectNode());
    }

    /** The root object of a request. */
    public static JsonBody of(ObjectNode root) {
        return new JsonBody("", root);
    }

    /** The full path of a field of this object, such as {@code data.members[3].user_id}. */
    public String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Whether the field is given and not {@code null}. */
    public boolean has(String name) {
        return value(name).isPresent();
    }

    public Optional<String> optionalString(String name) {
        return value(name).map(node -> string(at(name), node));
    }

    /** The string, which must be there and not be empty. */
    public String requiredString(String name) {
        String text = optionalString(name).orElse("");
        if (text.isEmpty()) {
            throw refuse(at(name), "is required");
        }
        return text;
    }

    public Optional<Boolean> optionalBoolean(String name) {
        return value(name).map(node -> {
            if (!node.isBoolean()) {
                throw refuse(at(name), "must be a boolean");
            }
            return node.booleanValue();
        });
    }

    /** A whole number between {@code min} and {@code max}, both included. */
    public Optional<Integer> optionalInt(String name, int min, int max) {
        return value(name).map(node -> {
            if (!node.isIntegralNumber()) {
                throw refuse(at(name), "must be an integer");
            }
            if (!node.canConvertToInt() || node.intValue() < min || node.intValue() > max) {
                throw refuse(at(name), "must be between " + min + " and " + max);
            }
            return node.intValue();
        });
    }

    /** A point in time, see {@link Rfc3339}, within what 64 bits of nanoseconds can say (years 1677 to 2262). */
    public Optional<Instant> optionalInstant(String name) {
        return value(name).map(node -> {
            Instant time = Rfc3339.parse(string(at(name), node)).orElseThrow(() ->
                    refuse(at(name), "must be an RFC 3339 time such as 2026-01-31T09:30:00Z"));
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw refuse(at(name), "must lie between " + EARLIEST + " and " + LATEST);
            }
            return time;
        });
    }

    public Optional<JsonBody> optionalObject(String name) {
        return value(name).map(node -> object(at(name), node));
    }

    /** A list of objects; empty when not given. */
    public List<JsonBody> objects(String name, int maxItems) {
        return list(name, maxItems, JsonBody::object);
    }

    /** A list of strings; empty when not given. */
    public List<String> strings(String name, int maxItems) {
        return list(name, maxItems, JsonBody::string);
    }

    /** A map of objects in the order given; empty when not given. Entries of {@code null} are left out. */
    public Map<String, JsonBody> map(String name, int maxItems) {
        Optional<JsonBody> entries = optionalObject(name);
        if (entries.isEmpty()) {
            return Map.of();
        }
        JsonBody map = entries.get();
        if (map.fields.size() > maxItems) {
            throw refuse(at(name), "must contain at maximum " + maxItems + " items");
        }
        Map<String, JsonBody> read = new LinkedHashMap<>();
        map.fields.propertyNames().forEach(key -> map.optionalObject(key).ifPresent(entry -> read.put(key, entry)));
        return read;
    }

    /** An object whose values pass untouched, {@code null} among them: custom data, filters. */
    public Optional<ObjectNode> rawObject(String name) {
        return value(name).map(node -> object(at(name), node).fields);
    }

    /** A copy of this object without {@code null} fields at any depth, for objects that merge per field. */
    public ObjectNode withoutNulls() {
        return withoutNulls(fields);
    }

    private static ObjectNode withoutNulls(ObjectNode from) {
        ObjectNode kept = from.objectNode();
        from.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (!value.isNull()) {
                kept.set(field.getKey(), value instanceof ObjectNode inner ? withoutNulls(inner) : value);
            }
        });
        return kept;
    }

    private Optional<JsonNode> value(String name) {
        return Optional.ofNullable(fields.get(name)).filter(node -> !node.isNull());
    }

    private <T> List<T> list(String name, int maxItems, BiFunction<String, JsonNode, T> read) {
        Optional<JsonNode> value = value(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof ArrayNode array)) {
            throw refuse(at(name), "must be a list");
        }
        if (array.size() > maxItems) {
            throw refuse(at(name), "must contain at maximum " + maxItems + (maxItems == 1 ? " item" : " items"));
        }
        List<T> items = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            items.add(read.apply(at(name) + "[" + i + "]", array.get(i)));
        }
        return items;
    }

    private static String string(String at, JsonNode node) {
        if (!node.isString()) {
            throw refuse(at, "must be a string");
        }
        return node.stringValue();
    }

    private static JsonBody object(String at, JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            throw refuse(at, "must be an object");
        }
        return new JsonBody(at, object);
    }

    private static ApiException refuse(String at, String what) {
        return new ApiException(ApiError.input(at, at + " " + what));
    }
}
