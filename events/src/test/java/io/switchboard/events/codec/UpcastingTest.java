package io.switchboard.events.codec;

import static io.switchboard.events.testing.Facts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.CallEnded;
import io.switchboard.events.CallEvent.Unknown;
import io.switchboard.events.EventEnvelope;
import io.switchboard.events.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * As if CallEnded had been changed twice: version 1 said {@code {"cause":"john/mark_ended"}}, version 2 split that
 * into {@code who} and {@code why}, and version 3 is the one of today.
 */
class UpcastingTest {

    private static final Upcaster SPLIT = step("CallEnded", 1, data -> {
        String[] cause = data.get("cause").stringValue().split("/");
        return json("{}").put("who", cause[0]).put("why", cause[1]);
    });
    private static final Upcaster RENAME = step("CallEnded", 2, data -> {
        data.set("ended_by", data.remove("who"));
        data.set("reason", data.remove("why"));
        return data;
    });

    private static final CallEvent ENDED = new CallEnded(Optional.of("john"), "mark_ended");
    private static final String V1 = "{\"cause\":\"john/mark_ended\"}";
    private static final String V2 = "{\"who\":\"john\",\"why\":\"mark_ended\"}";
    private static final String V3 = "{\"ended_by\":\"john\",\"reason\":\"mark_ended\"}";

    private final EventCodec codec = EventCodec.withUpcasters(List.of(SPLIT, RENAME));

    @Test
    void everyOlderVersionBecomesTheRecordOfToday() {
        assertThat(decoded(codec, 1, V1)).isEqualTo(ENDED);
        assertThat(decoded(codec, 2, V2)).isEqualTo(ENDED);
        assertThat(decoded(codec, 3, V3)).isEqualTo(ENDED);
    }

    @Test
    void whatIsWrittenIsOfTheVersionOfToday() {
        StoredEvent old = codec.decode(stored("CallEnded", 1, V1));
        String again = new String(codec.encode(old.envelope()), StandardCharsets.UTF_8);
        assertThat(again).contains("\"dataschema\":\"urn:switchboard:event:CallEnded:3\"").contains("\"data\":" + V3);
    }

    @Test
    void theHashIsThatOfTheStoredBytesNotOfTheLiftedOnes() {
        byte[] stored = stored("CallEnded", 1, V1);
        assertThat(codec.decode(stored).hash()).isEqualTo(HashChain.hash(stored));
    }

    @Test
    void typesWithoutStepsStayAsTheyAre() {
        EventEnvelope created = GoldenEvents.all().get("CallCreated.v1.json");
        assertThat(codec.decode(GoldenEvents.bytes("CallCreated.v1.json")).envelope()).isEqualTo(created);
        assertThat(codec.encode(created)).isEqualTo(GoldenEvents.bytes("CallCreated.v1.json"));
    }

    @Test
    void aVersionPastTodaysIsUnknownAndSoIsAnyLaterOneToAnOlderReader() {
        assertThat(decoded(codec, 4, V3)).isEqualTo(new Unknown("CallEnded", 4, json(V3)));
        assertThat(decoded(EventCodec.standard(), 2, V2)).isEqualTo(new Unknown("CallEnded", 2, json(V2)));
    }

    @Test
    void dataThatAnOlderVersionNeverHadIsCorrupt() {
        for (String data : List.of("{}", "{\"cause\":5}", "{\"cause\":\"john\"}", "{\"cause\":null}")) {
            assertThatThrownBy(() -> decoded(codec, 1, data)).as(data).isInstanceOf(CorruptEventException.class);
        }
        assertThatThrownBy(() -> decoded(codec, 2, "{\"who\":\"john\"}")).isInstanceOf(CorruptEventException.class);
    }

    @Test
    void stepsThatLeaveAHoleOrStandTwiceAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> EventCodec.withUpcasters(List.of(RENAME)));
        assertThatIllegalArgumentException().isThrownBy(() -> EventCodec.withUpcasters(List.of(SPLIT, SPLIT)));
        assertThatIllegalArgumentException().isThrownBy(() -> EventCodec.withUpcasters(List.of(RENAME, SPLIT)));
        assertThatIllegalArgumentException().isThrownBy(
                () -> EventCodec.withUpcasters(List.of(step("CallTeleported", 1, data -> data))));
    }

    private static CallEvent decoded(EventCodec codec, int version, String data) {
        return codec.decode(stored("CallEnded", version, data)).envelope().event();
    }

    private static byte[] stored(String type, int version, String data) {
        return StoredText.of(type, version, data).getBytes(StandardCharsets.UTF_8);
    }

    private static Upcaster step(String type, int from, UnaryOperator<ObjectNode> lift) {
        return new Upcaster() {
            @Override
            public String type() {
                return type;
            }

            @Override
            public int fromVersion() {
                return from;
            }

            @Override
            public ObjectNode upcast(ObjectNode data) {
                return lift.apply(data);
            }
        };
    }
}
