package io.switchboard.events.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.call.Member;
import io.switchboard.events.codec.EventJson;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class RowEncoderTest {

    @Test
    void whateverCameBeforeADocumentIsEncodedAsIfItWereAlone() {
        ObjectNode tree = EventJson.mapper().createObjectNode().put("text", "é \" \n").put("number", 1.50);
        Object[] documents = {tree, "a session", Instant.EPOCH, new byte[] {1, 2}, tree,
            EventJson.mapper().createObjectNode(),
            new Member("john", Optional.of("admin"), tree, Instant.EPOCH, Instant.EPOCH.plusMillis(5)), tree.deepCopy()};
        try (RowEncoder encoder = new RowEncoder()) {
            for (Object document : documents) {
                assertThat(encoder.encode(document)).isEqualTo(RowDocuments.encode(document));
            }
        }
    }
}
