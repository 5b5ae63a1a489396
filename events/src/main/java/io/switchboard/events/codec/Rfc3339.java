package io.switchboard.events.codec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as clients write them (contract rule 2), in bodies and in filters alike: date and time with {@code T} or a space between, up to nine decimals,
 * {@code Z}, an offset with or without colon, or no zone at all, which means UTC. Thread-safe.
 */
public final class Rfc3339 {

    private static final Pattern FORM = Pattern.compile("""
            (?x) (\\d{4}-\\d{2}-\\d{2})  [Tt\\ ]  (\\d{2}:\\d{2}:\\d{2} (?: \\. \\d{1,9} )?)
            (?: [Zz] | ([+-] \\d{2} (?: :? \\d{2} )? ) )?""");

    private Rfc3339() {
    }

    /** Empty when the text is no such time. */
    public static Optional<Instant> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            ZoneOffset offset = Optional.ofNullable(form.group(3)).map(ZoneOffset::of).orElse(ZoneOffset.UTC);
            return Optional.of(LocalDateTime.of(LocalDate.parse(form.group(1)), LocalTime.parse(form.group(2)))
                    .toInstant(offset));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }
}
