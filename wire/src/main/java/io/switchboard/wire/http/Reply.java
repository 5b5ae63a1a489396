package io.switchboard.wire.http;

import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.limits.RateLimit;
import io.switchboard.wire.render.TimeStyle;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer ready to be sent: everything is rendered before the first byte leaves, so that a failure to render can
 * still become an error.
 */
record Reply(int status, Map<String, String> headers, byte[] body) {

    static final String MORE_INFO = "https://getstream.io/chat/docs/api_errors_response";
    /** Reasons and field paths repeat what the client sent; an error need not repeat a megabyte. */
    private static final int FIRST_BLOCK = 4_096;
    private static final int MAX_TEXT = 4096;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static Reply of(ApiAnswer answer, TimeStyle style, RateLimit limit, long startedNanos) {
        Map<String, String> headers = headers(limit);
        headers.putAll(answer.headers());
        return new Reply(answer.status(), headers, object(g -> {
            answer.body().write(g, style);
            g.writeStringProperty("duration", duration(startedNanos));
        }));
    }

    /**
     * Stream's error body (contract §3.2).
     *
     * @param operation the operation's id, or {@code Request} when it is not known
     */
    static Reply of(ApiError error, String operation, RateLimit limit, long startedNanos) {
        Map<String, String> headers = headers(limit);
        error.retryAfter().ifPresent(wait -> headers.put("Retry-After", Long.toString(wholeSeconds(wait))));
        return new Reply(error.status(), headers, object(g -> {
            g.writeNumberProperty("code", error.code().streamCode());
            g.writeStringProperty("message", operation + " failed with error: \"" + brief(error.reason()) + "\"");
            g.writeNumberProperty("StatusCode", error.status());
            g.writeStringProperty("duration", duration(startedNanos));
            g.writeStringProperty("more_info", MORE_INFO);
            g.writeArrayPropertyStart("details");
            g.writeEndArray();
            if (!error.exceptionFields().isEmpty()) {
                g.writeObjectPropertyStart("exception_fields");
                error.exceptionFields().forEach((field, what) ->
                        g.writeStringProperty(brief(field), brief(what)));
                g.writeEndObject();
            }
        }));
    }

    Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }

    private static Map<String, String> headers(RateLimit limit) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-ratelimit-limit", Integer.toString(limit.limit()));
        headers.put("x-ratelimit-remaining", Integer.toString(limit.remaining()));
        headers.put("x-ratelimit-reset", Long.toString(limit.reset()));
        return headers;
    }

    private static String brief(String text) {
        if (text.length() <= MAX_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
        return text.substring(0, end) + "…";
    }

    /** Rounded up and never zero: OkHttp repeats a 503 with {@code Retry-After: 0} by itself. */
    private static long wholeSeconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }

    private static String duration(long startedNanos) {
        return String.format(Locale.ROOT, "%.2fms", (System.nanoTime() - startedNanos) / 1e6);
    }

    private interface Fields {
        void write(JsonGenerator g);
    }

    private static byte[] object(Fields fields) {
        // Grows by further blocks, where a plain array would be copied again and again.
        ByteArrayBuilder bytes = new ByteArrayBuilder(FIRST_BLOCK);
        try (JsonGenerator g = MAPPER.createGenerator(bytes)) {
            g.writeStartObject();
            fields.write(g);
            g.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
