package io.switchboard.wire.auth;

import io.switchboard.wire.error.ApiError;
import java.util.Optional;

/**
 * Whether a user whose token is good may come in at all: the application may have withdrawn the token or put the user
 * out. Asked with every request of a user, so it must not wait. Thread-safe.
 */
@FunctionalInterface
public interface CallerPolicy {

    /** @return why not */
    Optional<ApiError> refusal(Caller.User user);
}
