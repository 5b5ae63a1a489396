package io.switchboard.wire.render;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Small trees, of which a page has hundreds, mostly empty. The generator's own way to write a tree makes a serialization
 * of its own each time, which takes longer than the writing. Pure.
 */
final class TreeText {

    private TreeText() {
    }

    /** Writes the tree as {@link JsonGenerator#writeTree} does. */
    static void write(JsonGenerator g, ObjectNode tree) {
        g.writeStartObject();
        tree.properties().forEach(field -> {
            g.writeName(field.getKey());
            write(g, field.getValue());
        });
        g.writeEndObject();
    }

    private static void write(JsonGenerator g, JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> write(g, (ObjectNode) value);
            case STRING -> g.writeString(value.stringValue());
            case BOOLEAN -> g.writeBoolean(value.booleanValue());
            case NULL -> g.writeNull();
            case NUMBER, ARRAY, BINARY, MISSING, POJO -> writeOther(g, value);
        }
    }

    private static void writeOther(JsonGenerator g, JsonNode value) {
        if (value.isInt() || value.isLong()) {
            g.writeNumber(value.longValue());
        } else {
            g.writeTree(value);
        }
    }
}
