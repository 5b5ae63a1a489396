package io.switchboard.wire.json;

import io.switchboard.wire.error.ApiError;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.exc.MismatchedInputException;

/** What the client hears when its text is no JSON that {@link JsonReader} takes. Pure. */
final class JsonProblem {

    private JsonProblem() {
    }

    /** @param constraints that the text was read under */
    static ApiError of(JacksonException refused, StreamReadConstraints constraints) {
        return switch (refused) {
            case StreamConstraintsException tooMuch -> ApiError.input(excess(tooMuch.getOriginalMessage(), constraints));
            case MismatchedInputException mismatched -> twice(mismatched).orElseGet(() -> malformed(mismatched));
            default -> malformed(refused);
        };
    }

    /** The library has one exception for all its limits; only its text, which names the getter, tells them apart. */
    private static String excess(String told, StreamReadConstraints constraints) {
        if (told.contains("getMaxNestingDepth")) {
            return "the JSON body is nested more than " + constraints.getMaxNestingDepth() + " levels deep";
        }
        if (told.contains("getMaxNumberLength")) {
            return "the JSON body has a number of more than " + constraints.getMaxNumberLength() + " characters";
        }
        if (told.contains("getMaxNameLength")) {
            return "the JSON body has a field name of more than " + constraints.getMaxNameLength() + " characters";
        }
        return "the JSON body is larger than what can be read";
    }

    private static ApiError malformed(JacksonException malformed) {
        return ApiError.input("the body is not valid JSON" + Optional.ofNullable(malformed.getLocation())
                .filter(at -> at.getLineNr() > 0)
                .map(at -> " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")
                .orElse(""));
    }

    /** A tree fits any text but one with a field twice and one with more behind its end, and there no field is named. */
    private static Optional<ApiError> twice(MismatchedInputException mismatched) {
        if (!(mismatched.processor() instanceof JsonParser parser) || !isInField(parser.streamReadContext())) {
            return Optional.empty();
        }
        String path = path(parser.streamReadContext());
        return Optional.of(path.isEmpty() || !UnicodeText.isWellFormed(path)
                ? ApiError.input("the JSON body has a field twice in one object")
                : ApiError.input(path, path + " is given twice in one object"));
    }

    private static boolean isInField(TokenStreamContext context) {
        return Stream.iterate(context, Objects::nonNull, TokenStreamContext::getParent)
                .anyMatch(each -> each.currentName() != null);
    }

    private static String path(TokenStreamContext context) {
        if (context.inRoot()) {
            return "";
        }
        String outer = path(context.getParent());
        if (context.inArray()) {
            return context.hasCurrentIndex() ? outer + "[" + context.getCurrentIndex() + "]" : outer;
        }
        // The value under the second name may have been entered, and has no name to tell yet.
        return context.currentName() == null ? outer
                : outer.isEmpty() ? context.currentName() : outer + "." + context.currentName();
    }
}
