package io.switchboard.projector;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private static final int MANY = 50;

    private long now;
    private long applied;
    private final Failures failures = new Failures(Path.of("data", "projector"), task -> applied, () -> now);

    private int deathsUntilItStops(Duration between, int progress) {
        for (int deaths = 1; deaths <= MANY; deaths++) {
            now += between.toNanos();
            applied += progress;
            if (failures.handle(new StreamsException("disk", new IllegalStateException("full"), new TaskId(0, 3)))
                    == SHUTDOWN_CLIENT) {
                return deaths;
            }
        }
        return MANY;
    }

    @Test
    void deathsThatTakeTenSecondsEachWithoutProgressStopTheProjector() {
        assertThat(deathsUntilItStops(Duration.ofSeconds(10), 0)).isLessThan(10);
        assertThat(failures.happened()).isTrue();
        assertThat(failures.reason()).contains("full");
    }

    @Test
    void deathsAtOnceStopItWhateverWasDoneBetweenThem() {
        assertThat(deathsUntilItStops(Duration.ofSeconds(1), 1)).isLessThan(20);
    }

    @Test
    void whatGetsFurtherBetweenItsDeathsGoesOn() {
        assertThat(deathsUntilItStops(Duration.ofSeconds(10), 1)).isEqualTo(MANY);
        assertThat(failures.happened()).isFalse();
    }

    @Test
    void aDeathNowAndThenIsForgotten() {
        assertThat(deathsUntilItStops(Duration.ofMinutes(6), 0)).isEqualTo(MANY);
    }

    @Test
    void eachTaskHasItsOwnDeaths() {
        for (int n = 0; n < 5; n++) {
            now += Duration.ofSeconds(10).toNanos();
            assertThat(failures.handle(new StreamsException("x", new TaskId(0, n)))).isEqualTo(REPLACE_THREAD);
            assertThat(failures.handle(new IllegalStateException("of no task"))).isEqualTo(REPLACE_THREAD);
        }
    }

    @Test
    void theAdviceNamesTheFolder() {
        assertThat(Failures.advice(Path.of("data", "projector"))).contains("delete " + Path.of("data", "projector"));
    }
}
