package io.switchboard.events.codec;

import static io.switchboard.events.testing.Facts.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.CallEnded;
import io.switchboard.events.CallEvent.Unknown;
import io.switchboard.events.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The future is kept out of the way, not crashed on. */
class UnknownEventTest {

    private static final String DATA = "{\"a\":[1.10,null,{\"b\":\"ü\"}],\"reason\":5}";

    private final EventCodec codec = EventCodec.standard();

    @Test
    void aTypeFromTheFutureIsUnknown() {
        assertThat(event("CallTeleported", 1, DATA)).isEqualTo(new Unknown("CallTeleported", 1, json(DATA)));
    }

    @Test
    void aVersionFromTheFutureIsUnknown() {
        assertThat(event("CallEnded", 2, DATA)).isEqualTo(new Unknown("CallEnded", 2, json(DATA)));
    }

    @Test
    void anUnknownEventKeepsItsEnvelope() {
        StoredEvent stored = decode(StoredText.of("CallTeleported", 7, DATA));
        assertThat(stored.envelope().seq()).isEqualTo(2);
        assertThat(stored.envelope().prevHash()).isEqualTo("ab");
        assertThat(stored.envelope().cid()).hasToString("default:standup");
    }

    @Test
    void anUnknownEventEncodesToTheBytesItCameFrom() {
        String text = StoredText.of("CallTeleported", 7, DATA);
        assertThat(new String(codec.encode(decode(text).envelope()), StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @Test
    void fieldsFromTheFutureArePassedOver() {
        assertThat(event("CallEnded", 1, "{\"reason\":\"mark_ended\",\"mood\":{\"deep\":[1]},\"ended_by\":\"john\"}"))
                .isEqualTo(new CallEnded(Optional.of("john"), "mark_ended"));
        assertThat(event("MembersUpdated", 1,
                "{\"added\":[{\"user_id\":\"jack\",\"custom\":{},\"hat\":\"red\"}],\"updated\":[],\"removed\":[]}"))
                .isEqualTo(event("MembersUpdated", 1,
                        "{\"added\":[{\"user_id\":\"jack\",\"custom\":{}}],\"updated\":[],\"removed\":[]}"));
    }

    @Test
    void attributesFromTheFutureArePassedOver() {
        String text = StoredText.of("CallEnded", 1, "{\"reason\":\"mark_ended\"}");
        String more = text.replace("\"seq\":2", "\"traceparent\":\"00-01\",\"seq\":2,\"sampled\":true");
        assertThat(more).isNotEqualTo(text);
        assertThat(decode(more).envelope()).isEqualTo(decode(text).envelope());
    }

    private CallEvent event(String type, int version, String data) {
        return decode(StoredText.of(type, version, data)).envelope().event();
    }

    private StoredEvent decode(String text) {
        return codec.decode(text.getBytes(StandardCharsets.UTF_8));
    }
}
