package io.switchboard.events.codec;

import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.node.ObjectNode;

/** Settings in an event as the tree of those before that were written with the same bytes, see {@link SettingsTree}. */
public final class SettingsReader extends StdDeserializer<ObjectNode> {

    /** Attribute of the reader: the bytes that it reads, from their beginning. Without it every tree is a new one. */
    static final String SOURCE = "switchboard.source";

    public SettingsReader() {
        super(ObjectNode.class);
    }

    @Override
    public ObjectNode deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            return (ObjectNode) context.handleUnexpectedToken(ObjectNode.class, parser);
        }
        if (!(context.getAttribute(SOURCE) instanceof byte[] source)) {
            return parser.readValueAsTree();
        }
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int to = (int) parser.currentLocation().getByteOffset();
        return SettingsTree.of(Arrays.copyOfRange(source, from, to));
    }
}
