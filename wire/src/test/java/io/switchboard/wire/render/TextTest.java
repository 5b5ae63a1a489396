package io.switchboard.wire.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.codec.InstantText;
import io.switchboard.events.testing.RandomJson;
import io.switchboard.events.testing.RandomSeed;
import java.io.StringWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is written in a shorter way is the same text. */
class TextTest {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final int CASES = 20_000;
    private static final long FIRST = Instant.parse("-0003-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("+10003-01-01T00:00:00Z").getEpochSecond();

    private final RandomGenerator random = RandomSeed.generator("TextTest");

    @Test
    void timesAreThoseOfTheStandardFormatter() {
        for (int i = 0; i < CASES; i++) {
            long nanos = random.nextInt(1_000);
            Instant time = Instant.ofEpochSecond(random.nextLong(FIRST, LAST), switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> nanos * 1_000_000;
                case 2 -> nanos * 1_000;
                default -> nanos;
            });
            assertThat(InstantText.format(time)).isEqualTo(DateTimeFormatter.ISO_INSTANT.format(time));
        }
    }

    @Test
    void treesAreThoseOfTheGenerator() {
        for (int i = 0; i < CASES; i++) {
            ObjectNode tree = RandomJson.object(random);
            assertThat(text(g -> TreeText.write(g, tree))).isEqualTo(text(g -> g.writeTree(tree)));
        }
    }

    @Test
    void aSharedValueIsWrittenOnceForEachStyle() {
        ObjectNode value = MAPPER.createObjectNode().put("text", "ä\"\n😀");
        AtomicInteger written = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            for (TimeStyle style : TimeStyle.values()) {
                assertThat(text(g -> {
                    g.writeStartArray();
                    SharedText.write(g, style, value, part -> {
                        written.incrementAndGet();
                        part.writeTree(value);
                    });
                    SharedText.write(g, style, value, part -> part.writeTree(value));
                    g.writeEndArray();
                })).isEqualTo("[" + value + "," + value + "]");
            }
        }
        assertThat(written).hasValue(TimeStyle.values().length);
    }

    @Test
    void whatIsEqualIsNotTheSame() {
        SharedText.write(MAPPER.createGenerator(new StringWriter()), TimeStyle.NANOS, MAPPER.createObjectNode(),
                part -> part.writeString("one"));
        assertThat(text(g -> SharedText.write(g, TimeStyle.NANOS, MAPPER.createObjectNode(),
                part -> part.writeString("other")))).isEqualTo("\"other\"");
    }

    private static String text(Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator g = MAPPER.createGenerator(text)) {
            content.accept(g);
        }
        return text.toString();
    }
}
