package io.switchboard.wire.json;

import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bytes of a request to a JSON object that can safely be stored, compared and written again. Refused, with what and
 * where: bad syntax, text after the end, a field named twice, nesting deeper than {@value #MAX_DEPTH}, numbers no
 * double can come near, halves of Unicode characters. Numbers keep every digit, but the sign of a zero, which a
 * {@link BigDecimal} does not have. Thread-safe.
 */
public final class JsonReader {

    public static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 400;

    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH).maxNumberLength(MAX_NUMBER_LENGTH).build();

    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonReader() {
    }

    /**
     * @return the root; an empty object for no bytes or only blanks (contract rule 7)
     * @throws ApiException code 4
     */
    public static JsonBody read(byte[] bytes) {
        return isBlank(bytes) ? JsonBody.empty() : JsonBody.of(readObject(bytes));
    }

    public static ObjectNode readObject(byte[] bytes) {
        JsonNode root;
        try {
            root = MAPPER.readTree(bytes);
        } catch (NumberFormatException absurd) {
            // Jackson lets this one through for exponents beyond 32 bits.
            throw refuse("the JSON body has a number that is out of range");
        } catch (JacksonException refused) {
            throw new ApiException(JsonProblem.of(refused, CONSTRAINTS));
        }
        if (!(root instanceof ObjectNode object)) {
            throw refuse("the body must be a JSON object");
        }
        check("", object);
        return object;
    }

    private static void check(String at, JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (!UnicodeText.isWellFormed(field.getKey())) {
                    throw refuse("a field name of " + (at.isEmpty() ? "the body" : at) + " is not valid Unicode");
                }
                check(at.isEmpty() ? field.getKey() : at + "." + field.getKey(), field.getValue());
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                check(at + "[" + i + "]", node.get(i));
            }
        } else if (node.isString() && !UnicodeText.isWellFormed(node.stringValue())) {
            throw new ApiException(ApiError.input(at, at + " is not valid Unicode"));
        } else if (node.isNumber() && !isFinite(node.numberValue())) {
            throw new ApiException(ApiError.input(at, at + " is out of range"));
        }
    }

    private static boolean isFinite(Number number) {
        return switch (number) {
            case BigDecimal decimal -> Double.isFinite(decimal.doubleValue())
                    && Math.abs((long) decimal.scale()) < MAX_NUMBER_LENGTH;
            case BigInteger integer -> Double.isFinite(integer.doubleValue());
            default -> true;
        };
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    private static ApiException refuse(String reason) {
        return new ApiException(ApiError.input(reason));
    }
}
