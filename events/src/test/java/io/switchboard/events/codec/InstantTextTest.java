package io.switchboard.events.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.testing.RandomSeed;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class InstantTextTest {

    /** Rows and events that are written already are spelt so. */
    @Test
    void timesAreSpeltAsTheyAlwaysWereAndReadBack() {
        RandomGenerator random = RandomSeed.generator("InstantTextTest");
        int[] units = {1, 1_000, 1_000_000, 1_000_000_000};
        for (int i = 0; i < 100_000; i++) {
            int unit = units[random.nextInt(units.length)];
            long nanos = random.nextLong(1_000_000_000) / unit * unit;
            Instant time = Instant.ofEpochSecond(random.nextLong(-100_000_000_000L, 400_000_000_000L), nanos);
            assertThat(InstantText.format(time)).isEqualTo(time.toString());
            assertThat(InstantText.parse(InstantText.format(time))).isEqualTo(time);
        }
        for (Instant time : new Instant[] {Instant.EPOCH, Instant.MIN, Instant.MAX,
            Instant.parse("9999-12-31T23:59:59.999999999Z"), Instant.parse("0000-12-31T23:59:59Z")}) {
            assertThat(InstantText.format(time)).isEqualTo(time.toString());
        }
    }
}
