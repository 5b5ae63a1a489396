package io.switchboard.events.call;

import java.util.Optional;

/**
 * What people thought of a session. Immutable.
 *
 * @param count how many ratings there are
 * @param sum   of all of them
 * @param worst the lowest one
 */
public record Ratings(int count, long sum, Optional<Integer> worst) {

    /** Nobody has rated it. */
    static final Ratings NONE = new Ratings(0, 0, Optional.empty());

    /** The mean; empty when there are no ratings. */
    public Optional<Double> average() {
        return count == 0 ? Optional.empty() : Optional.of((double) sum / count);
    }

    Ratings with(int rating) {
        return new Ratings(count + 1, sum + rating, Optional.of(Math.min(rating, worst.orElse(rating))));
    }
}
