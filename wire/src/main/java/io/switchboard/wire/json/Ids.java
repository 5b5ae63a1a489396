package io.switchboard.wire.json;

import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import java.util.regex.Pattern;

/** What may be an id (contract §10). Every method gives the id back, or throws {@link ApiException} with code 4. */
public final class Ids {

    private static final int MAX_CALL_PART = 64;
    private static final int MAX_USER = 255;
    private static final Pattern CALL_PART = Pattern.compile("[A-Za-z0-9_-]+");

    private Ids() {
    }

    public static String callType(String value) {
        return callPart("type", value);
    }

    public static String callId(String value) {
        return callPart("id", value);
    }

    /**
     * A user id: any printable text of up to 255 characters, spaces and {@code @} included.
     *
     * @param field the path of the field that holds it
     */
    public static String userId(String field, String value) {
        if (value.isBlank()) {
            throw refuse(field, "is required");
        }
        if (value.length() > MAX_USER) {
            throw refuse(field, "must be at most " + MAX_USER + " characters");
        }
        if (!UnicodeText.isWellFormed(value) || value.codePoints().anyMatch(Character::isISOControl)) {
            throw refuse(field, "must not contain control characters");
        }
        return value;
    }

    private static String callPart(String field, String value) {
        if (value.isEmpty()) {
            throw refuse(field, "is required");
        }
        if (value.length() > MAX_CALL_PART) {
            throw refuse(field, "must be at most " + MAX_CALL_PART + " characters");
        }
        if (!CALL_PART.matcher(value).matches()) {
            throw refuse(field, "must contain only letters, digits, '_' and '-'");
        }
        return value;
    }

    private static ApiException refuse(String field, String what) {
        return new ApiException(ApiError.input(field, field + " " + what));
    }
}
