package io.switchboard.command.http;

import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.json.JsonBody;
import java.util.Optional;

/** Names and other short texts in requests. */
final class Texts {

    private Texts() {
    }

    /** @throws ApiException naming the field when the text is longer than {@code max} */
    static Optional<String> optional(JsonBody object, String name, int max) {
        Optional<String> text = object.optionalString(name);
        if (text.filter(t -> t.length() > max).isPresent()) {
            throw new ApiException(ApiError.input(object.at(name),
                    object.at(name) + " must be at most " + max + " characters"));
        }
        return text;
    }

    /** The same for a text that, when it is there, says something and nothing that cannot be printed. */
    static Optional<String> printable(JsonBody object, String name, int max) {
        Optional<String> text = optional(object, name, max);
        if (text.filter(t -> t.isBlank() || t.codePoints().anyMatch(Character::isISOControl)).isPresent()) {
            throw new ApiException(ApiError.input(object.at(name),
                    object.at(name) + " must not be blank or have control characters"));
        }
        return text;
    }
}
