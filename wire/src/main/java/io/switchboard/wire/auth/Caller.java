package io.switchboard.wire.auth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who asks, as the token proves. Server-side means a valid signature and no {@code user_id} claim. */
public sealed interface Caller {

    /** {@code stream-auth-type: anonymous} without a token; reaches only what is open to anyone. */
    User ANONYMOUS = new User("!anon", Optional.of("anonymous"), List.of(), Optional.empty());

    /** The application's own server. */
    record Server() implements Caller {
    }

    /**
     * A user.
     *
     * @param role     the role the token names, in the calls of {@code callCids}
     * @param callCids the calls the token opens
     * @param issuedAt when the token says it was made
     */
    record User(String id, Optional<String> role, List<String> callCids, Optional<Instant> issuedAt) implements Caller {
        public User {
            callCids = List.copyOf(callCids);
        }
    }
}
