package io.switchboard.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.switchboard.events.StoredEvent;
import io.switchboard.events.testing.RandomSeed;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Golden files spoilt by dice. Whatever comes of it is an event without a null in it, which reads back after
 * writing, or a CorruptEventException; anything else that is thrown fails the test.
 */
class RandomCorruptionTest {

    private static final int ROUNDS = 10_000;
    private static final List<String> JUNK = List.of("null", "true", "0", "-1", "1e30", "1e999999999", "1.10",
            "9999999999999999999", "\"\"", "\"x\"", "\"2026-03-01T12:00:00Z\"", "\"user:\"", "[]", "[null]", "[[]]",
            "{}", "{\"a\":null}", "\"urn:switchboard:event:CallEnded:9\"", "\"\\u0000\"", "\"\\ud800\"");

    private static final String SYNTAX = "\"{}[],:0\\ e.-\0";

    private final EventCodec codec = EventCodec.standard();
    private final JsonMapper json = EventJson.mapper();
    private final List<byte[]> golden = GoldenEvents.files().stream().map(GoldenEvents::bytes).toList();
    private final RandomGenerator random = RandomSeed.generator("RandomCorruptionTest");
    private int read;
    private int corrupt;

    @Test
    void spoiltBytes() {
        for (int i = 0; i < ROUNDS; i++) {
            check(spoilBytes(anyEvent()));
        }
        assertThat(read).as("some are still events").isPositive();
        assertThat(corrupt).as("and some are not").isPositive();
    }

    @Test
    void spoiltTrees() {
        for (int i = 0; i < ROUNDS; i++) {
            JsonNode tree = json.readTree(anyEvent());
            for (int times = 1 + random.nextInt(2); times > 0; times--) {
                spoilTree(tree);
            }
            check(json.writeValueAsBytes(tree));
        }
        assertThat(read).as("some are still events").isPositive();
        assertThat(corrupt).as("and some are not").isPositive();
    }

    private void check(byte[] stored) {
        StoredEvent event;
        try {
            event = codec.decode(stored);
        } catch (CorruptEventException expected) {
            corrupt++;
            return;
        }
        read++;
        String text = new String(stored, StandardCharsets.UTF_8);
        assertNoNull(event, text);
        byte[] again = codec.encode(event.envelope());
        assertThat(codec.encode(codec.decode(again).envelope())).as(text).isEqualTo(again);
    }

    private static void assertNoNull(Object value, String text) {
        switch (value) {
            case null -> fail("there is a null in what was read from " + text);
            case Optional<?> optional -> optional.ifPresent(inner -> assertNoNull(inner, text));
            case List<?> list -> list.forEach(inner -> assertNoNull(inner, text));
            case Record record -> {
                for (RecordComponent part : record.getClass().getRecordComponents()) {
                    assertNoNull(read(part, record), text);
                }
            }
            default -> { }
        }
    }

    private static Object read(RecordComponent part, Record record) {
        try {
            return part.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] anyEvent() {
        return golden.get(random.nextInt(golden.size()));
    }

    private byte[] spoilBytes(byte[] stored) {
        int at = random.nextInt(stored.length);
        return switch (random.nextInt(4)) {
            case 0 -> {
                byte[] flipped = stored.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 1 -> {
                byte[] replaced = stored.clone();
                replaced[at] = (byte) SYNTAX.charAt(random.nextInt(SYNTAX.length()));
                yield replaced;
            }
            case 2 -> joined(Arrays.copyOf(stored, at), Arrays.copyOfRange(stored, at + 1, stored.length));
            default -> joined(Arrays.copyOf(stored, at),
                    Arrays.copyOfRange(stored, random.nextInt(stored.length), stored.length));
        };
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] whole = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        return whole;
    }

    /** Replaces or removes one value somewhere in the tree. */
    private void spoilTree(JsonNode tree) {
        List<Runnable> spots = new ArrayList<>();
        collect(tree, spots);
        spots.get(random.nextInt(spots.size())).run();
    }

    private void collect(JsonNode node, List<Runnable> spots) {
        switch (node) {
            case ObjectNode object -> object.properties().forEach(field -> {
                spots.add(() -> object.set(field.getKey(), junk()));
                spots.add(() -> object.remove(field.getKey()));
                collect(field.getValue(), spots);
            });
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    int index = i;
                    spots.add(() -> array.set(index, junk()));
                    collect(array.get(i), spots);
                }
            }
            default -> { }
        }
    }

    private JsonNode junk() {
        return json.readTree(JUNK.get(random.nextInt(JUNK.size())));
    }
}
