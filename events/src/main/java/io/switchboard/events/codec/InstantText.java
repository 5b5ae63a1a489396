package io.switchboard.events.codec;

import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** A time is RFC 3339 text. Jackson's own reader also takes numbers, and makes 1970 of one too large. */
final class InstantText extends StdDeserializer<Instant> {

    InstantText() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
        try {
            return Instant.parse(parser.getString());
        } catch (DateTimeException bad) {
            return (Instant) context.handleWeirdStringValue(Instant.class, parser.getString(), "not an RFC 3339 time");
        }
    }
}
