package io.switchboard.wire.auth;

import io.switchboard.events.app.AppSettings;
import io.switchboard.events.user.User;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ErrorCode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Refuses tokens that the application or the user's document has revoked, and users who are deactivated or deleted
 * (contract 4). A token that does not say when it was issued was issued before anything.
 */
public final class StandingPolicy implements CallerPolicy {

    private final Function<String, Optional<User>> users;
    private final Supplier<AppSettings> app;

    /**
     * @param users a user as far as this process has him
     * @param app   the settings as far as this process has them
     */
    public StandingPolicy(Function<String, Optional<User>> users, Supplier<AppSettings> app) {
        this.users = users;
        this.app = app;
    }

    @Override
    public Optional<ApiError> refusal(Caller.User caller) {
        Optional<User> user = users.apply(caller.id());
        if (revoked(caller, app.get().revokeTokensIssuedBefore())
                || revoked(caller, user.flatMap(known -> known.standing().revokeTokensIssuedBefore()))) {
            return Optional.of(ApiError.of(ErrorCode.TOKEN_EXPIRED, "JWTAuth error: token was revoked"));
        }
        return user.filter(known -> !known.active()).map(known -> ApiError.notAllowed("User '" + known.id() + "' is "
                + (known.deleted() ? "deleted" : "deactivated")));
    }

    private static boolean revoked(Caller.User caller, Optional<Instant> before) {
        return before.isPresent() && caller.issuedAt().map(at -> at.isBefore(before.get())).orElse(true);
    }
}
