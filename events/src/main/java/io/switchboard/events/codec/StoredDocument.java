package io.switchboard.events.codec;

import io.switchboard.events.CallEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * The parts of a stored CloudEvents document, in one pass over its bytes. The codec writes the type before the data, so
 * the data becomes its record at once; a document in another order, or of another version, has it as a tree.
 */
final class StoredDocument {

    private static final String SEQ = "seq";
    private static final String DATA = "data";

    private final Map<String, String> attributes = new HashMap<>();
    private OptionalLong seq = OptionalLong.empty();
    private Optional<CallEvent> event = Optional.empty();
    private Optional<JsonNode> data = Optional.empty();

    private StoredDocument() {
    }

    /**
     * Reads a document to its end.
     *
     * @param readers what reads data of a type and schema straight into its record
     * @throws CorruptEventException when the bytes are not one JSON object
     */
    static StoredDocument read(JsonParser parser, BiFunction<String, String, Optional<ObjectReader>> readers) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new CorruptEventException("stored bytes are not an event: they are no JSON object");
        }
        StoredDocument doc = new StoredDocument();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case SEQ -> doc.seq = whole(parser);
                case DATA -> doc.data(parser, readers);
                default -> doc.attribute(name, parser);
            }
        }
        if (parser.nextToken() != null) {
            throw new CorruptEventException("stored bytes are not an event: something follows the document");
        }
        return doc;
    }

    /** @throws CorruptEventException when there is no such attribute, or it is no string */
    String text(String attribute) {
        String value = attributes.get(attribute);
        if (value == null) {
            throw new CorruptEventException("attribute '" + attribute + "' is missing or not a string");
        }
        return value;
    }

    /** @throws CorruptEventException when there is none, or it is no whole number from 1 on */
    long seq() {
        if (seq.isEmpty() || seq.getAsLong() < 1) {
            throw new CorruptEventException("attribute 'seq' is missing or not a whole number from 1 on");
        }
        return seq.getAsLong();
    }

    /** The event, where its data could be read at once. */
    Optional<CallEvent> event() {
        return event;
    }

    /** The data, where they could not. */
    Optional<JsonNode> data() {
        return data;
    }

    private void attribute(String name, JsonParser parser) {
        if (event.isPresent() && (name.equals("type") || name.equals("dataschema"))) {
            throw new CorruptEventException("attribute '" + name + "' comes twice");
        }
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            attributes.put(name, parser.getString());
        } else {
            attributes.remove(name);
            parser.skipChildren();
        }
    }

    private void data(JsonParser parser, BiFunction<String, String, Optional<ObjectReader>> readers) {
        Optional<ObjectReader> reader = parser.currentToken() == JsonToken.START_OBJECT
                ? readers.apply(attributes.getOrDefault("type", ""), attributes.getOrDefault("dataschema", ""))
                : Optional.empty();
        event = reader.map(known -> known.readValue(parser));
        data = reader.isPresent() ? Optional.empty() : Optional.of(parser.readValueAsTree());
    }

    private static OptionalLong whole(JsonParser parser) {
        boolean fits = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && (parser.getNumberType() == JsonParser.NumberType.INT
                || parser.getNumberType() == JsonParser.NumberType.LONG);
        if (fits) {
            return OptionalLong.of(parser.getLongValue());
        }
        parser.skipChildren();
        return OptionalLong.empty();
    }
}
