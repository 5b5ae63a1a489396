package io.switchboard.wire.render;

import io.switchboard.events.codec.InstantText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** How an answer writes points in time (contract rule 1): the path family decides. */
public enum TimeStyle {

    /** {@code /api/v2}: nanoseconds since the epoch, as a JSON integer. */
    NANOS {
        @Override
        void writeValue(JsonGenerator g, Instant time) {
            g.writeNumber(Duration.ofSeconds(time.getEpochSecond(), time.getNano()).toNanos());
        }
    },

    /** {@code /video}: an RFC 3339 string in UTC. */
    RFC3339 {
        @Override
        void writeValue(JsonGenerator g, Instant time) {
            g.writeString(InstantText.format(time));
        }
    };

    abstract void writeValue(JsonGenerator g, Instant time);

    /**
     * Writes a field.
     *
     * @throws ArithmeticException for {@link #NANOS} and a time that does not fit 64 bits; request reading refuses those
     */
    public void write(JsonGenerator g, String name, Instant time) {
        g.writeName(name);
        writeValue(g, time);
    }

    /** Writes a field, {@code null} when there is no time. */
    public void writeNullable(JsonGenerator g, String name, Optional<Instant> time) {
        g.writeName(name);
        time.ifPresentOrElse(present -> writeValue(g, present), g::writeNull);
    }
}
