package io.switchboard.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no event, or no event of their type and version: one exception for all of them. */
class CorruptEventTest {

    private static final String GOOD = StoredText.of("CallEnded", 1, "{\"reason\":\"mark_ended\"}");

    private final EventCodec codec = EventCodec.standard();

    @Test
    void theEventThatTheseTestsSpoilIsGood() {
        assertThat(codec.decode(GOOD.getBytes(StandardCharsets.UTF_8)).envelope().seq()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "true", "5", "\"x\"", "[]", "{}", "x", "{\"specversion\":\"1.0\"}",
            "\ufeff"})
    void whatIsNoEventAtAll(String stored) {
        assertCorrupt(stored);
    }

    @Test
    void everyTruncation() {
        for (String file : GoldenEvents.files()) {
            byte[] stored = GoldenEvents.bytes(file);
            for (int length = 0; length < stored.length; length++) {
                assertCorrupt(Arrays.copyOf(stored, length));
            }
        }
    }

    @Test
    void moreThanOneEvent() {
        assertCorrupt(GOOD + GOOD);
        assertCorrupt(GOOD + " x");
        assertCorrupt("[" + GOOD + "]");
    }

    @Test
    void brokenText() {
        byte[] stored = GOOD.getBytes(StandardCharsets.UTF_8);
        stored[GOOD.indexOf("john")] = (byte) 0xff;
        assertCorrupt(stored);
        assertCorrupt(GOOD.replace("john", "jo\u0000hn"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type", "subject", "time", "dataschema", "seq", "actor",
            "requestid", "requesthash", "prevhash", "data"})
    void aMissingAttributeAndOneOfAnotherType(String attribute) {
        assertCorrupt(GOOD.replace("\"" + attribute + "\":", "\"other\":"));
        for (String wrong : List.of("null", "true", "[]", "[1]", "{\"a\":1}", "1.5", "-1", "1e999999999")) {
            assertCorrupt(GOOD.replaceFirst("\"" + attribute + "\":(\"[^\"]*\"|\\d+|\\{[^}]*})",
                    "\"" + attribute + "\":" + wrong));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "\"seq\":2 | \"seq\":0", "\"seq\":2 | \"seq\":-1", "\"seq\":2 | \"seq\":1e30", "\"seq\":2 | \"seq\":2.0",
            "\"seq\":2 | \"seq\":9999999999999999999", "\"seq\":2 | \"seq\":9223372036854775808",
            "\"seq\":2 | \"seq\":1e999999999", "\"seq\":2 | \"seq\":1e99999999999", "\"seq\":2 | \"seq\":\"2\"",
            "\"seq\":2 | \"seq\":02", "\"seq\":2 | \"seq\":NaN",
            "2026-03-01T12:00:00Z | yesterday", "2026-03-01T12:00:00Z | ``", "2026-03-01T12:00:00Z | 2026-03-01",
            "2026-03-01T12:00:00Z | 2026-02-30T12:00:00Z", "2026-03-01T12:00:00Z | 2026-03-01T12:00:00",
            "2026-03-01T12:00:00Z | 1772366400", "2026-03-01T12:00:00Z | 1969-12-31T23:59:59Z",
            "2026-03-01T12:00:00Z | 2263-01-01T00:00:00Z", "2026-03-01T12:00:00Z | +1000000000-12-31T23:59:59Z",
            "2026-03-01T12:00:00Z | +99999999999-12-31T23:59:59Z",
            "user:john | ``", "user:john | user:", "user:john | john", "user:john | Server", "user:john | robot:r2",
            "default:standup | ``", "default:standup | standup", "default:standup | :standup",
            "default:standup | default:", "default:standup | default:a\\u0000b",
            "\"specversion\":\"1.0\" | \"specversion\":\"0.3\"", "\"id\":\"e1\" | \"id\":\"\"",
            "\"source\":\"/switchboard/command-api\" | \"source\":\"\"",
            "\"type\":\"CallEnded\" | \"type\":\"CallCreated\"", "\"type\":\"CallEnded\" | \"type\":\"\"",
            "CallEnded:1 | CallEnded", "CallEnded:1 | CallEnded:", "CallEnded:1 | CallEnded:0",
            "CallEnded:1 | CallEnded:-1", "CallEnded:1 | CallEnded:x", "CallEnded:1 | CallEnded:1.0",
            "CallEnded:1 | CallEnded:99999999999999999999", "CallEnded:1 | CallUpdated:1",
            "urn:switchboard: | urn:other:"})
    void anAttributeThatMeansNothing(String good, String bad) {
        assertThat(GOOD).contains(good);
        assertCorrupt(GOOD.replace(good, bad == null ? "" : bad));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "CallEnded | null", "CallEnded | []", "CallEnded | \"x\"", "CallEnded | 5", "CallEnded | {}",
            "CallEnded | {\"reason\":null}", "CallEnded | {\"reason\":5}", "CallEnded | {\"reason\":true}",
            "CallEnded | {\"reason\":[\"x\"]}", "CallEnded | {\"reason\":{}}",
            "CallEnded | {\"reason\":\"x\",\"ended_by\":5}",
            "CallUpdated | {\"custom\":[]}", "CallUpdated | {\"custom\":5}", "CallUpdated | {\"custom\":\"\"}",
            "CallUpdated | {\"settings_override\":[{}]}", "CallUpdated | {\"starts_at\":5}",
            "CallUpdated | {\"starts_at\":\"\"}", "CallUpdated | {\"starts_at\":\"soon\"}",
            "CallUpdated | {\"starts_at\":1e999999999}", "CallUpdated | {\"starts_at\":9223372036854775807}",
            "CallUpdated | {\"starts_at\":{}}",
            "MembersUpdated | {}", "MembersUpdated | {\"added\":[],\"updated\":[]}",
            "MembersUpdated | {\"added\":null,\"updated\":[],\"removed\":[]}",
            "MembersUpdated | {\"added\":{},\"updated\":[],\"removed\":[]}",
            "MembersUpdated | {\"added\":[null],\"updated\":[],\"removed\":[]}",
            "MembersUpdated | {\"added\":[],\"updated\":[],\"removed\":[null]}",
            "MembersUpdated | {\"added\":[],\"updated\":[],\"removed\":[5]}",
            "MembersUpdated | {\"added\":[],\"updated\":[],\"removed\":\"x\"}",
            "MembersUpdated | {\"added\":[\"jack\"],\"updated\":[],\"removed\":[]}",
            "MembersUpdated | {\"added\":[{\"user_id\":\"j\"}],\"updated\":[],\"removed\":[]}",
            "MembersUpdated | {\"added\":[{\"custom\":{}}],\"updated\":[],\"removed\":[]}",
            "MembersUpdated | {\"added\":[{\"user_id\":7,\"custom\":{}}],\"updated\":[],\"removed\":[]}",
            "CallCreated | {}",
            "CallCreated | {\"created_by\":\"j\",\"custom\":{},\"settings\":{},\"members\":[]}",
            "CallCreated | {\"created_by\":\"j\",\"custom\":{},\"settings\":{},\"members\":[],\"backstage\":null}",
            "CallCreated | {\"created_by\":\"j\",\"custom\":{},\"settings\":{},\"members\":[],\"backstage\":\"true\"}",
            "CallCreated | {\"created_by\":\"j\",\"custom\":{},\"settings\":{},\"members\":[],\"backstage\":1}",
            "CallCreated | {\"created_by\":\"j\",\"settings\":{},\"members\":[],\"backstage\":true}",
            "CallCreated | {\"created_by\":\"j\",\"custom\":null,\"settings\":{},\"members\":[],\"backstage\":true}"})
    void dataThatDoesNotFitItsType(String type, String data) {
        assertCorrupt(StoredText.of(type, 1, data));
    }

    @Test
    void dataNestedDeeperThanAnythingEverWritten() {
        for (int depth : new int[] {200, 1_000, 200_000}) {
            assertCorrupt(StoredText.of("CallUpdated", 1,
                    "{\"custom\":{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}}"));
            assertCorrupt(StoredText.of("CallTeleported", 1, "{\"a\":".repeat(depth) + "1" + "}".repeat(depth)));
        }
    }

    @Test
    void aNumberLongerThanAnythingEverWritten() {
        assertCorrupt(StoredText.of("CallUpdated", 1, "{\"custom\":{\"a\":" + "9".repeat(100_000) + "}}"));
    }

    private void assertCorrupt(String stored) {
        assertCorrupt(stored.getBytes(StandardCharsets.UTF_8));
    }

    private void assertCorrupt(byte[] stored) {
        assertThatThrownBy(() -> codec.decode(stored))
                .as(() -> new String(stored, 0, Math.min(stored.length, 600), StandardCharsets.UTF_8))
                .isExactlyInstanceOf(CorruptEventException.class);
    }
}
