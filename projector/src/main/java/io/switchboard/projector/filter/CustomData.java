package io.switchboard.projector.filter;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a path reads application data. {@code a.b} reaches {@code {"a":{"b":1}}} and {@code {"a.b":1}} alike; a list
 * stands for each of its entries, as in MongoDB; an explicit null is not set.
 */
public final class CustomData {

    private CustomData() {
    }

    /** Every scalar at the path. */
    public static Stream<Value> values(ObjectNode custom, String path) {
        return nodes(custom, path).flatMap(node -> scalar(node).stream());
    }

    /** Whether anything but null is at the path. */
    public static boolean has(ObjectNode custom, String path) {
        return nodes(custom, path).findAny().isPresent();
    }

    /** Shows every path that is set with each of its scalars; containers and empty lists show an empty value. */
    public static void visit(ObjectNode custom, BiConsumer<String, Optional<Value>> visitor) {
        custom.properties().forEach(field -> visit(field.getKey(), field.getValue(), visitor));
    }

    private static void visit(String path, JsonNode node, BiConsumer<String, Optional<Value>> visitor) {
        if (node.isNull()) {
            return;
        }
        visitor.accept(path, scalar(node));
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> visit(path + "." + field.getKey(), field.getValue(), visitor));
        } else if (node.isArray()) {
            node.forEach(item -> visit(path, item, visitor));
        }
    }

    /** What is at the path, lists opened; the list itself too, so that an empty one counts as set. */
    private static Stream<JsonNode> nodes(JsonNode node, String path) {
        return node.properties().stream().flatMap(field -> {
            String key = field.getKey();
            if (path.equals(key)) {
                return opened(field.getValue());
            }
            return path.startsWith(key + ".")
                    ? opened(field.getValue()).flatMap(inner -> nodes(inner, path.substring(key.length() + 1)))
                    : Stream.empty();
        });
    }

    private static Stream<JsonNode> opened(JsonNode node) {
        if (node.isNull()) {
            return Stream.empty();
        }
        return node.isArray()
                ? Stream.concat(Stream.of(node), node.valueStream().flatMap(CustomData::opened)) : Stream.of(node);
    }

    private static Optional<Value> scalar(JsonNode node) {
        if (node.isString()) {
            return Optional.of(new Value.Text(node.stringValue()));
        }
        if (node.isNumber()) {
            return Optional.of(new Value.Number(node.decimalValue().doubleValue()));
        }
        return node.isBoolean() ? Optional.of(new Value.Flag(node.booleanValue())) : Optional.empty();
    }
}
