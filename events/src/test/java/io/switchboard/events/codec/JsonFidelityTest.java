package io.switchboard.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.Actor;
import io.switchboard.events.CallEvent.CallUpdated;
import io.switchboard.events.Cid;
import io.switchboard.events.EventEnvelope;
import io.switchboard.events.RequestRef;
import io.switchboard.events.testing.RandomJson;
import io.switchboard.events.testing.RandomSeed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The application's own data goes through the log untouched. */
class JsonFidelityTest {

    private final EventCodec codec = EventCodec.standard();
    private final JsonMapper json = EventJson.mapper();

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9007199254740993", "9223372036854775807", "9223372036854775808",
            "-123456789012345678901234567890123456789012345678901234567890", "1.10", "0.10", "100.00", "1.0", "-0.5",
            "3.141592653589793238462643383279502884197", "1E+400", "1E-400", "true", "false", "null", "[]", "{}",
            "[null]", "{\"a\":null,\"b\":[null,{\"c\":null}]}", "\"\"", "\"2026-01-01T00:00:00.000Z\"", "\"1.10\"",
            "\"ünïcödé 漢字 😀\"", "\"\\u0000\\u001F\"", "\"\\\"\\\\\\n\\t\"", "\"\\uD800\"", "{\"\":1,\" \":2,\"ü😀\":3}",
            "{\"b\":1,\"a\":2}", "[[[[[[[[1]]]]]]]]"})
    void aValueKeepsItsExactText(String value) {
        assertThat(throughTheLog(value)).isEqualTo(value);
    }

    @ParameterizedTest(name = "{0} is stored as {1}")
    @CsvSource({"1e400, 1E+400", "1E400, 1E+400", "1e-7, 1E-7", "0.0000001, 1E-7", "1.50e3, 1.50E+3", "12e2, 1.2E+3",
            "100.00e2, 10000", "-0.0, 0.0", "1e2147483647, 1E+2147483647"})
    void aNumberWrittenAnotherWayKeepsItsExactValue(String value, String stored) {
        assertThat(throughTheLog(value)).isEqualTo(stored);
        assertThat(throughTheLog(stored)).as("once stored, it stays").isEqualTo(stored);
        assertThat(json.readTree(stored).decimalValue()).isEqualByComparingTo(json.readTree(value).decimalValue());
    }

    @Test
    void theLongestNumberAClientMaySendCanBeReadBack() {
        for (String value : new String[] {"9".repeat(1_000), "9".repeat(997) + "e9", "-" + "9".repeat(996) + "e9",
                "0." + "9".repeat(998), "9".repeat(985) + "e-2147483647", "9".repeat(989) + "e214748364"}) {
            String stored = throughTheLog(value);
            assertThat(throughTheLog(stored)).isEqualTo(stored);
        }
    }

    @Test
    void dataTooDeepToBeReadBackIsNotWritten() {
        ObjectNode custom = json.createObjectNode();
        ObjectNode inner = custom;
        for (int depth = 0; depth < 198; depth++) {
            inner = inner.putObject("a");
        }
        assertThatThrownBy(() -> codec.encode(event(custom))).isInstanceOf(JacksonException.class);
        custom.set("a", custom.at("/a/a"));
        byte[] stored = codec.encode(event(custom));
        assertThat(codec.decode(stored).envelope()).isEqualTo(event(custom));
    }

    @Test
    void randomDataReadsBackToTheSameBytes() {
        RandomGenerator random = RandomSeed.generator("JsonFidelityTest");
        for (int i = 0; i < 5_000; i++) {
            byte[] stored = codec.encode(event(RandomJson.object(random)));
            assertThat(codec.encode(codec.decode(stored).envelope())).isEqualTo(stored);
        }
    }

    private String throughTheLog(String value) {
        byte[] stored = codec.encode(event((ObjectNode) json.readTree("{\"v\":" + value + "}")));
        EventEnvelope read = codec.decode(stored).envelope();
        assertThat(codec.encode(read)).isEqualTo(stored);
        String text = new String(stored, StandardCharsets.UTF_8);
        return text.substring(text.indexOf("{\"v\":") + 5, text.length() - 3);
    }

    private static EventEnvelope event(ObjectNode custom) {
        return new EventEnvelope("e1", new Cid("default", "standup"), 1, Instant.EPOCH, new Actor.Server(),
                new RequestRef("r1", "h1"), HashChain.ROOT,
                new CallUpdated(Optional.of(custom), Optional.empty(), Optional.empty()));
    }
}
