package io.switchboard.wire.render;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of values that stand in many answers, such as a user in all his calls and the settings of a call type in all
 * its calls: written once and copied from then on. Half of a page of calls is such text.
 *
 * <p>It is found by the value itself, not by what it equals, so only values that live long and never change may be given;
 * when one is gone, so is its text. Thread-safe.
 */
final class SharedText {

    /** Characters kept for each style of times. */
    private static final long MOST_KEPT = 8L << 20;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Map<TimeStyle, Cache<Object, SerializableString>> KEPT = Arrays.stream(TimeStyle.values())
            .collect(Collectors.toMap(style -> style, style -> Caffeine.newBuilder().weakKeys().maximumWeight(MOST_KEPT)
                    .weigher((Object value, SerializableString text) -> text.charLength()).build(), (a, b) -> a,
                    () -> new EnumMap<>(TimeStyle.class)));

    private SharedText() {
    }

    /**
     * Writes a value.
     *
     * @param writer writes it, and nothing that depends on anything but the value and the style
     */
    static void write(JsonGenerator g, TimeStyle style, Object value, Consumer<JsonGenerator> writer) {
        g.writeRawValue(KEPT.get(style).get(value, unknown -> text(writer)));
    }

    private static SerializableString text(Consumer<JsonGenerator> writer) {
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        try (JsonGenerator g = MAPPER.createGenerator(bytes)) {
            writer.accept(g);
        }
        return new SerializedString(new String(bytes.toByteArray(), StandardCharsets.UTF_8));
    }
}
