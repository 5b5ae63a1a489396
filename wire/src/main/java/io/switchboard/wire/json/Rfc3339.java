package io.switchboard.wire.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * Times as clients write them (contract rule 2): date and time with {@code T} or a space between, up to nine decimals,
 * {@code Z}, an offset with or without colon, or no zone at all, which means UTC. Thread-safe.
 */
public final class Rfc3339 {

    private static final int MAX_LENGTH = 40;

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("-MM-dd")
            .appendPattern("['T'][' ']")
            .appendPattern("HH:mm:ss")
            .optionalStart().appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true).optionalEnd()
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Rfc3339() {
    }

    /** Empty when the text is no such time. */
    public static Optional<Instant> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            TemporalAccessor read = FORMAT.parse(text);
            ZoneOffset offset = read.isSupported(ChronoField.OFFSET_SECONDS) ? ZoneOffset.from(read) : ZoneOffset.UTC;
            return Optional.of(LocalDateTime.from(read).toInstant(offset));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
