package io.switchboard.events.user;

import java.time.Instant;
import java.util.Optional;

/**
 * What the application decided about a user, besides what he is like.
 *
 * @param ban                      until it expires or is lifted
 * @param deactivatedAt            he can do nothing, and is shown
 * @param deletedAt                he can do nothing, and is shown only where he is named already
 * @param erased                   what was known of him is gone, and he cannot be restored
 * @param revokeTokensIssuedBefore tokens of his with an earlier {@code iat} are worth nothing
 */
public record UserStatus(Optional<Ban> ban, Optional<Instant> deactivatedAt, Optional<Instant> deletedAt,
                         boolean erased, Optional<Instant> revokeTokensIssuedBefore) {

    /** A user about whom nothing was decided. */
    public static final UserStatus GOOD =
            new UserStatus(Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());

    /**
     * He cannot join, create or ring calls.
     *
     * @param shadow  as the application asked; for calls the same as any ban
     * @param by      the user who banned him, when it was one
     * @param expires never, when empty
     */
    public record Ban(boolean shadow, Optional<String> by, Optional<String> reason, Instant createdAt,
                      Optional<Instant> expires) {

        public boolean holds(Instant now) {
            return expires.map(now::isBefore).orElse(true);
        }
    }

    public UserStatus withBan(Optional<Ban> next) {
        return new UserStatus(next, deactivatedAt, deletedAt, erased, revokeTokensIssuedBefore);
    }

    public UserStatus withDeactivatedAt(Optional<Instant> next) {
        return new UserStatus(ban, next, deletedAt, erased, revokeTokensIssuedBefore);
    }

    public UserStatus withDeletedAt(Optional<Instant> next) {
        return new UserStatus(ban, deactivatedAt, next, erased, revokeTokensIssuedBefore);
    }

    public UserStatus withRevokeTokensIssuedBefore(Optional<Instant> next) {
        return new UserStatus(ban, deactivatedAt, deletedAt, erased, next);
    }
}
