package io.switchboard.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/** The fast reader of times says what {@code java.time} says. */
class InstantTextTest {

    @Test
    void whatAnInstantIsWrittenAsIsReadBack() {
        Random random = new Random(20_261_127L);
        for (int i = 0; i < 50_000; i++) {
            long seconds = random.nextLong(-4_000_000_000L, 12_000_000_000L);
            int nanos = switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> random.nextInt(1_000) * 1_000_000;
                case 2 -> random.nextInt(1_000_000) * 1_000;
                default -> random.nextInt(1_000_000_000);
            };
            Instant at = Instant.ofEpochSecond(seconds, nanos);
            assertThat(read(at.toString())).isEqualTo(at);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T12:00:00.5Z", "2026-03-01T12:00:00.000000001Z", "2024-02-29T23:59:59Z",
        "2026-03-01T12:00:00+02:00", "2026-03-01T24:00:00Z", "+12026-03-01T12:00:00Z", "-0001-03-01T12:00:00Z"})
    void otherSpellingsAreReadAsJavaTimeReadsThem(String text) {
        assertThat(read(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T12:00:00.1234567890Z", "2026-02-30T12:00:00Z",
        "2026-13-01T12:00:00Z", "2026-03-01T25:00:00Z", "2026-03-01T12:60:00Z", "2026-03-01T12:00:0xZ",
        "2026-03-01 12:00:00Z", "2026-03-01T12:00:00.12-4Z", "", "Z", "2026-03-01T12:00:00"})
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(JacksonException.class);
    }

    private static Instant read(String text) {
        return EventJson.mapper().readValue("\"" + text + "\"", Instant.class);
    }
}
