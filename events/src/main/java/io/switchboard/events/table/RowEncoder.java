package io.switchboard.events.table;

import io.switchboard.events.codec.EventJson;
import java.io.ByteArrayOutputStream;
import java.util.IdentityHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.node.ObjectNode;

/**
 * Encodes many documents as {@link RowDocuments#encode} does each: with one generator, since making one takes longer
 * than writing a member, and trees that come again only once. For one thread.
 */
public final class RowEncoder implements AutoCloseable {

    private static final ObjectWriter WRITER = EventJson.mapper().writer().withRootValueSeparator("");
    private static final int USUAL_BYTES = 4 << 10;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    private final JsonGenerator generator = WRITER.createGenerator(bytes);
    private final Map<ObjectNode, byte[]> trees = new IdentityHashMap<>();

    /** What the row of a document holds. After a failure it can only be closed. */
    public byte[] encode(Object document) {
        return switch (document) {
            case byte[] stored -> stored;
            case ObjectNode tree -> trees.computeIfAbsent(tree, this::written);
            default -> written(document);
        };
    }

    private byte[] written(Object document) {
        bytes.reset();
        WRITER.writeValue(generator, document);
        generator.flush();
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        generator.close();
    }
}
