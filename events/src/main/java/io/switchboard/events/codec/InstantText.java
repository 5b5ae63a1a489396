package io.switchboard.events.codec;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** A time is RFC 3339 text. Jackson's own reader also takes numbers, and makes 1970 of one too large. */
public final class InstantText extends StdDeserializer<Instant> {

    private static final long SECONDS_OF_DAY = 86_400;
    /** From here on years have five digits. */
    private static final long YEAR_10000 = 253_402_300_800L;

    InstantText() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
        try {
            return parse(parser.getString());
        } catch (DateTimeException bad) {
            return (Instant) context.handleWeirdStringValue(Instant.class, parser.getString(), "not an RFC 3339 time");
        }
    }

    /**
     * Our own spelling, {@code 2026-03-01T12:00:00.123456Z}, without {@code java.time}'s general parser, which took a
     * fifth of the time of reading a row. Any other goes there.
     */
    static Instant parse(String text) {
        int length = text.length();
        if (length < 20 || length > 30 || text.charAt(4) != '-' || text.charAt(7) != '-' || text.charAt(10) != 'T'
                || text.charAt(13) != ':' || text.charAt(16) != ':' || text.charAt(length - 1) != 'Z'
                || length > 20 && text.charAt(19) != '.' || length == 21) {
            return Instant.parse(text);
        }
        int second = digits(text, 17, 19);
        int nanos = digits(text, 20, length - 1);
        for (int place = length - 21; place > 0 && place < 9; place++) {
            nanos *= 10;
        }
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        if (hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text);
        }
        long day = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)).toEpochDay();
        return Instant.ofEpochSecond(day * SECONDS_OF_DAY + hour * 3_600 + minute * 60 + second, nanos);
    }

    /**
     * As {@link Instant#toString}, without its general formatter: there are two times in every row of a member, and hundreds
     * on a page of calls.
     */
    public static String format(Instant time) {
        if (time.getEpochSecond() < 0 || time.getEpochSecond() >= YEAR_10000) {
            return time.toString();
        }
        long day = time.getEpochSecond() / SECONDS_OF_DAY;
        LocalDate date = LocalDate.ofEpochDay(day);
        int second = (int) (time.getEpochSecond() - day * SECONDS_OF_DAY);
        int nanos = time.getNano();
        int places = nanos == 0 ? 0 : nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
        byte[] text = "0000-00-00T00:00:00.000000000Z".getBytes(StandardCharsets.ISO_8859_1);
        put(text, 0, 4, date.getYear());
        put(text, 5, 7, date.getMonthValue());
        put(text, 8, 10, date.getDayOfMonth());
        put(text, 11, 13, second / 3_600);
        put(text, 14, 16, second / 60 % 60);
        put(text, 17, 19, second % 60);
        put(text, 20, 29, nanos);
        int end = places == 0 ? 19 : 20 + places;
        text[end] = 'Z';
        return new String(text, 0, end + 1, StandardCharsets.ISO_8859_1);
    }

    private static void put(byte[] text, int from, int to, int number) {
        int rest = number;
        for (int i = to - 1; i >= from; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Writes times as {@link #format} does. */
    static final class Writer extends StdSerializer<Instant> {

        Writer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator generator, SerializationContext context) {
            generator.writeString(format(time));
        }
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("'" + text + "' is not an RFC 3339 time");
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
