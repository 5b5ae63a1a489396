package io.switchboard.events.call;

import java.time.Instant;
import java.util.Optional;

/**
 * How one user met the ringing of a session, by folding. A caller has one too, once he cancels.
 *
 * @param caller     who rang him
 * @param until      when he will have missed it; empty when he is not being rung, or has answered
 * @param acceptedAt when he accepted
 * @param rejectedAt when he rejected
 * @param missedAt   when he missed it
 */
public record Ring(String userId, Optional<String> caller, Optional<Instant> until, Optional<Instant> acceptedAt,
                   Optional<Instant> rejectedAt, Optional<Instant> missedAt) {

    static Ring none(String userId) {
        return new Ring(userId, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /** Rung anew: what he answered before does not count any more. */
    static Ring rung(String userId, String by, Instant missed) {
        return new Ring(userId, Optional.of(by), Optional.of(missed), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    Ring accepted(Instant at) {
        return new Ring(userId, caller, Optional.empty(), Optional.of(at), rejectedAt, missedAt);
    }

    Ring rejected(Instant at) {
        return new Ring(userId, caller, Optional.empty(), acceptedAt, Optional.of(at), missedAt);
    }

    Ring missed(Instant at) {
        return new Ring(userId, caller, Optional.empty(), acceptedAt, rejectedAt, Optional.of(at));
    }
}
