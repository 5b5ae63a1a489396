package io.switchboard.events.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * The one JSON dialect of stored documents: snake_case names, RFC 3339 times, absent instead of null, exact
 * decimals, unknown fields passed over.
 *
 * <p>Reading is strict, because nobody else may write here: a value of another JSON type than the field's is not
 * bent into it, and a field that is not {@code Optional} must be there. Writing refuses what reading would refuse,
 * so that no document can be stored which stops its readers for good. Thread-safe.
 */
public final class EventJson {

    /** Deeper than any accepted request, so that what was written can always be read. */
    private static final int MAX_DEPTH = 200;

    /**
     * Well past what any request's number may have, since {@code 9…9e9} gains a point, a sign and digits of its
     * exponent when it is written again.
     */
    private static final int MAX_NUMBER_LENGTH = 2_000;

    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH).maxNumberLength(MAX_NUMBER_LENGTH).build())
                    .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .build())
            .addModule(new SimpleModule().addDeserializer(Instant.class, new InstantText())
                    .addSerializer(new InstantText.Writer()))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(incl -> incl.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private EventJson() {
    }

    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * A stored document.
     *
     * @param what it should be, for the message
     * @throws CorruptEventException when the bytes are not one
     */
    public static <T> T read(byte[] stored, Class<T> type, String what) {
        try {
            return Optional.ofNullable(MAPPER.readValue(stored, type)).orElseThrow(() ->
                    new CorruptEventException("stored bytes are not " + what + ": they are null"));
        } catch (JacksonException bad) {
            throw new CorruptEventException("stored bytes are not " + what + ": " + bad.getMessage(), bad);
        }
    }
}
