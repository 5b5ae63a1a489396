package io.switchboard.wire.http;

import io.switchboard.wire.render.TimeStyle;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * A successful answer. The pipeline opens the root object, calls the writer, and adds {@code duration}.
 *
 * @param headers besides those every answer has
 */
public record ApiAnswer(int status, BodyWriter body, Map<String, String> headers) {

    public ApiAnswer {
        headers = Map.copyOf(headers);
    }

    /** The usual answer to GET, PATCH and DELETE (contract rule 6). */
    public static ApiAnswer ok(BodyWriter body) {
        return new ApiAnswer(200, body, Map.of());
    }

    /** The usual answer to POST and PUT. */
    public static ApiAnswer created(BodyWriter body) {
        return new ApiAnswer(201, body, Map.of());
    }

    /** Writes the fields of the answer into the root object, which is open. */
    @FunctionalInterface
    public interface BodyWriter {
        void write(JsonGenerator g, TimeStyle style);
    }
}
