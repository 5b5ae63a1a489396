package io.switchboard.wire.limits;

import java.time.Duration;
import java.time.Instant;

/**
 * How a bucket stands.
 *
 * @param allowed   whether this request may run
 * @param remaining requests left in the window
 * @param reset     when the next window starts: whole unix seconds, not before {@code now}
 */
public record RateLimit(boolean allowed, int limit, int remaining, long reset, Instant now) {

    /** How long a refused caller must wait. Never zero: some clients retry at once on zero. */
    public Duration retryAfter() {
        Duration left = Duration.between(now, Instant.ofEpochSecond(reset));
        return left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
    }
}
