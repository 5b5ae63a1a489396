package io.switchboard.query;

import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The text that clients know as {@code next} or {@code prev}: the filter of the query that it continues, so that it
 * alone is enough, a dot, and the projector's cursor. The filter is not signed and need not be: the cursor is, and it is bound
 * to the filter, so that an altered filter only makes it a foreign cursor. A filter that is too long is left out, and
 * a tilde before the cursor tells.
 *
 * @param filter        as the client wrote it; empty when there was none, or when it is left out
 * @param filterLeftOut whether there is one that the text does not carry
 */
record PageToken(Optional<ObjectNode> filter, boolean filterLeftOut, String cursor) {

    static final int MAX_FILTER_BYTES = 4096;
    private static final char SEPARATOR = '.';
    private static final String LEFT_OUT = "~";

    /** The text of this cursor for the page after, or before, one of this filter. */
    static String text(Optional<ObjectNode> filter, String cursor) {
        return filter.map(node -> node.toString().getBytes(StandardCharsets.UTF_8))
                .map(bytes -> bytes.length > MAX_FILTER_BYTES ? LEFT_OUT + cursor
                        : Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + SEPARATOR + cursor)
                .orElse(cursor);
    }

    /** @throws ApiException code 4, naming the field it was sent in, when the text cannot have been issued here */
    static PageToken read(String field, String text) {
        if (text.startsWith(LEFT_OUT)) {
            return new PageToken(Optional.empty(), true, text.substring(LEFT_OUT.length()));
        }
        int end = text.indexOf(SEPARATOR);
        if (end < 0) {
            return new PageToken(Optional.empty(), false, text);
        }
        try {
            byte[] filter = Base64.getUrlDecoder().decode(text.substring(0, end));
            return new PageToken(Optional.of(JsonReader.readObject(filter)), false, text.substring(end + 1));
        } catch (IllegalArgumentException | ApiException notIssued) {
            throw new ApiException(forged(field));
        }
    }

    /** The refusal of a cursor that nobody issued. */
    static ApiError forged(String field) {
        return ApiError.input(field, field + " is not a cursor of this application");
    }

    /** The refusal of a cursor that was issued for something else. */
    static ApiError foreign(String field) {
        return ApiError.input(field, field + " belongs to a query with another filter or sort");
    }
}
