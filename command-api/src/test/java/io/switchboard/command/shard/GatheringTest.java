package io.switchboard.command.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private static final Duration MOST = Duration.ofMillis(5);
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private final Gathering gathering = new Gathering(MOST, 8);

    @Test
    void aLoneCallerNeverWaits() {
        gathering.committed(1, Duration.ofMillis(4));
        assertThat(gathering.left(NOW, 1)).isZero();
    }

    @Test
    void aBusyShardWaitsAsLongAsItsLastCommitTook() {
        gathering.committed(2, Duration.ofMillis(3));
        assertThat(gathering.left(NOW, 1)).isEqualTo(Duration.ofMillis(3));
        assertThat(gathering.left(NOW.plusMillis(1), 2)).isEqualTo(Duration.ofMillis(2));
        assertThat(gathering.left(NOW.plusMillis(3), 2)).isZero();
    }

    @Test
    void butNeverLongerThanTheMost() {
        gathering.committed(2, Duration.ofSeconds(3));
        assertThat(gathering.left(NOW, 1)).isEqualTo(MOST);
    }

    @Test
    void enoughCommandsEndTheWait() {
        gathering.committed(2, Duration.ofMillis(3));
        assertThat(gathering.left(NOW, 3)).isPositive();
        assertThat(gathering.left(NOW, 4)).isZero();
    }

    @Test
    void aFullBatchNeverWaits() {
        gathering.committed(8, Duration.ofMillis(3));
        assertThat(gathering.left(NOW, 8)).isZero();
    }

    @Test
    void nothingToDoIsNothingToWaitFor() {
        gathering.committed(8, Duration.ofMillis(3));
        assertThat(gathering.left(NOW, 0)).isZero();
    }

    @Test
    void aClockThatJumpsBackDoesNotProlongTheWait() {
        gathering.committed(4, Duration.ofMillis(3));
        assertThat(gathering.left(NOW, 1)).isPositive();
        assertThat(gathering.left(NOW.minusSeconds(60), 1)).isZero();
    }
}
