package io.switchboard.command.user;

import io.switchboard.command.user.UserCommand.UserUpsert;
import io.switchboard.events.user.User;
import java.time.Instant;
import java.util.Optional;

/** Decides what an upsert makes of a user. Pure. */
public final class UserDecider {

    private UserDecider() {
    }

    /** @return the document to write, or nothing when the user is already so */
    public static Optional<User> decide(UserUpsert wanted, Optional<User> present, Instant now) {
        User next = present.map(user -> merged(wanted, user, user.updatedAt()))
                .orElseGet(() -> merged(wanted, User.blank(wanted.id(), now), now));
        if (present.isPresent() && present.get().equals(next)) {
            return Optional.empty();
        }
        return Optional.of(merged(wanted, next, now));
    }

    private static User merged(UserUpsert wanted, User user, Instant updatedAt) {
        return new User(user.id(),
                wanted.role().orElse(user.role()),
                wanted.name().or(user::name),
                wanted.image().or(user::image),
                wanted.custom().orElse(user.custom()),
                wanted.teams().orElse(user.teams()),
                wanted.teamsRole().or(user::teamsRole),
                wanted.language().orElse(user.language()),
                wanted.invisible().orElse(user.invisible()),
                wanted.privacySettings().or(user::privacySettings),
                user.createdAt(), updatedAt, user.status(), user.ties());
    }
}
