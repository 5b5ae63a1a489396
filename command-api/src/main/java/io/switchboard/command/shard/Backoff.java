package io.switchboard.command.shard;

import java.time.Duration;
import java.time.Instant;

/** The pause after failures in a row: doubling, bounded, forgotten at the first success. Not thread-safe. */
final class Backoff {

    private final Duration min;
    private final Duration max;
    private int failures;
    private Instant until = Instant.MIN;

    Backoff(Duration min, Duration max) {
        this.min = min;
        this.max = max;
    }

    void failed(Instant now) {
        Duration pause = min.multipliedBy(1L << Math.min(failures, 20));
        failures++;
        until = now.plus(pause.compareTo(max) < 0 ? pause : max);
    }

    /** A pause that does not depend on how often it came to this. */
    void pause(Instant now) {
        until = now.plus(max);
    }

    void succeeded() {
        failures = 0;
    }

    /** An end to the present pause, for a new reason to try. */
    void skip() {
        until = Instant.MIN;
    }

    /** What is left of the pause; zero when it is over. */
    Duration left(Instant now) {
        return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
    }
}
