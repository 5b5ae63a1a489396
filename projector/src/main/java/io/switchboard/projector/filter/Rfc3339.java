package io.switchboard.projector.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Timestamps as clients really write them: RFC 3339, but also without zone (Python's {@code isoformat}; read as UTC),
 * with a space for the T, without seconds' fraction or with up to nine digits of it, or a bare date.
 */
public final class Rfc3339 {

    private static final Pattern FORM = Pattern.compile(
            "(\\d{4})-(\\d{2})-(\\d{2})(?:[Tt ](\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9})\\d*)?)?"
                    + "(?:([Zz])|([+-]\\d{2}):?(\\d{2}))?)?");
    private static final int MAX_LENGTH = 64;

    private Rfc3339() {
    }

    /** The instant, or empty when the text is none. */
    public static Optional<Instant> parse(String text) {
        Matcher m = FORM.matcher(text);
        if (text.length() > MAX_LENGTH || !m.matches()) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(number(m.group(1)), number(m.group(2)), number(m.group(3)),
                    number(m.group(4)), number(m.group(5)), number(m.group(6)), nanos(m.group(7)));
            int hours = number(m.group(9));
            int minutes = number(m.group(10));
            boolean west = m.group(9) != null && m.group(9).startsWith("-");
            return Optional.of(local.toInstant(ZoneOffset.ofHoursMinutes(hours, west ? -minutes : minutes)));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int nanos(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }
}
