package io.switchboard.command.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.task.Receipts.Receipt;
import io.switchboard.wire.auth.Credentials;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private static final Instant NOW = Instant.parse("2026-11-27T09:00:00.123456Z");

    private final Receipts receipts = new Receipts(new Credentials("key", "s".repeat(32)));

    @Test
    void aReceiptTellsWhatItWasIssuedFor() {
        String id = receipts.issue(List.of("default:a"), NOW);
        assertThat(receipts.read(id)).contains(new Receipt(List.of("default:a"), NOW));
        assertThat(new Receipts(new Credentials("other", "s".repeat(32))).read(id)).isPresent();
    }

    @Test
    void nobodyElseCanWriteOne() {
        String id = receipts.issue(List.of("default:a"), NOW);
        assertThat(new Receipts(new Credentials("key", "t".repeat(32))).read(id)).isEmpty();
        for (int i = 0; i < id.length(); i++) {
            char other = id.charAt(i) == 'A' ? 'B' : 'A';
            String forged = id.substring(0, i) + other + id.substring(i + 1);
            // The last character of a signature carries bits that mean nothing, but the text is compared.
            assertThat(receipts.read(forged)).as(forged).isEmpty();
        }
        for (String nonsense : List.of("", ".", "..", "a.b", id + "x", "x" + id, "x".repeat(5_000), "é.é")) {
            assertThat(receipts.read(nonsense)).as(nonsense).isEmpty();
        }
    }
}
