package io.switchboard.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.CallEvent;
import io.switchboard.events.EventEnvelope;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.call.Call;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was once stored is understood for ever. */
class GoldenFilesTest {

    private static final Pattern SCHEMA = Pattern.compile("urn:switchboard:event:(\\w+):(\\d+)");

    private final EventCodec codec = EventCodec.standard();

    static List<String> files() {
        return GoldenEvents.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void aStoredEventDecodesToTheRecordItWasMadeFrom(String file) {
        StoredEvent stored = codec.decode(GoldenEvents.bytes(file));
        assertThat(GoldenEvents.all()).as("golden files that GoldenEvents knows").containsKey(file);
        assertThat(stored.envelope()).isEqualTo(GoldenEvents.all().get(file));
        assertThat(stored.hash()).isEqualTo(HashChain.hash(GoldenEvents.bytes(file)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void anEventOfTheCurrentVersionEncodesToTheStoredBytes(String file) {
        EventEnvelope event = GoldenEvents.all().get(file);
        if (version(file) == currentVersion(event)) {
            assertThat(new String(codec.encode(event), StandardCharsets.UTF_8))
                    .isEqualTo(new String(GoldenEvents.bytes(file), StandardCharsets.UTF_8));
        }
    }

    @Test
    void everyVersionOfEveryTypeHasAGoldenFile() {
        for (Class<?> type : CallEvent.class.getPermittedSubclasses()) {
            if (type.equals(CallEvent.Unknown.class)) {
                continue;
            }
            List<EventEnvelope> samples = GoldenEvents.all().values().stream()
                    .filter(sample -> sample.event().getClass().equals(type)).toList();
            assertThat(samples).as("golden events of type " + type.getSimpleName()).isNotEmpty();
            IntStream.rangeClosed(1, currentVersion(samples.getFirst())).forEach(version ->
                    assertThat(GoldenEvents.files()).contains(type.getSimpleName() + ".v" + version + ".json"));
        }
    }

    @Test
    void theNameOfAFileTellsItsTypeAndVersion() {
        for (String file : GoldenEvents.files()) {
            Matcher schema = SCHEMA.matcher(
                    EventJson.mapper().readTree(GoldenEvents.bytes(file)).get("dataschema").stringValue());
            assertThat(schema.matches()).isTrue();
            assertThat(file).startsWith(schema.group(1) + ".v" + schema.group(2) + ".");
        }
    }

    @Test
    void everyFieldOfEveryTypeIsSetInOneFileAndEveryOptionalOneIsAbsentInAnother() {
        for (Class<?> type : CallEvent.class.getPermittedSubclasses()) {
            if (type.equals(CallEvent.Unknown.class)) {
                continue;
            }
            for (RecordComponent field : type.getRecordComponents()) {
                List<Object> values = GoldenEvents.all().values().stream().map(EventEnvelope::event)
                        .filter(type::isInstance).map(event -> value(field, event)).toList();
                assertThat(values).as(type.getSimpleName() + "." + field.getName())
                        .anyMatch(value -> !Optional.empty().equals(value) && !List.of().equals(value));
                if (field.getType().equals(Optional.class)) {
                    assertThat(values).as(type.getSimpleName() + "." + field.getName()).contains(Optional.empty());
                }
            }
        }
    }

    @Test
    void theFilesFoldToTheirCalls() {
        Map<Object, Call> calls = new HashMap<>();
        GoldenEvents.all().keySet().forEach(file -> {
            StoredEvent stored = codec.decode(GoldenEvents.bytes(file));
            calls.compute(stored.envelope().cid(), (cid, call) -> Call.apply(Optional.ofNullable(call), stored));
        });
        assertThat(calls.values()).allMatch(call -> call.core().endedAt().isPresent()).hasSizeGreaterThan(1);
    }

    private static Object value(RecordComponent field, CallEvent event) {
        try {
            return field.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static int version(String file) {
        return Integer.parseInt(file.split("\\.")[1].substring(1));
    }

    private int currentVersion(EventEnvelope event) {
        Matcher schema = SCHEMA.matcher(
                EventJson.mapper().readTree(codec.encode(event)).get("dataschema").stringValue());
        assertThat(schema.matches()).isTrue();
        return Integer.parseInt(schema.group(2));
    }
}
