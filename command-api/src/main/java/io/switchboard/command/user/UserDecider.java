package io.switchboard.command.user;

import io.switchboard.events.user.User;
import io.switchboard.events.user.UserStatus;
import io.switchboard.wire.error.ApiError;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Decides what a change makes of a user. Pure. */
public final class UserDecider {

    private UserDecider() {
    }

    /** What a change comes to. */
    public sealed interface Outcome {

        /** He is to be so. */
        record Changed(User user) implements Outcome {
        }

        /** He is already so. */
        record Unchanged() implements Outcome {
        }

        /** He cannot be so. */
        record Refused(ApiError error) implements Outcome {
        }
    }

    /** @param present the user of the change's id, if he was ever written */
    public static Outcome decide(UserChange change, Optional<User> present, Instant now) {
        return switch (change) {
            case UserUpsert upsert -> upsert(upsert, present, now);
            case UserChange.Restore restore -> present.filter(user -> !user.standing().erased())
                    .map(user -> restored(user, now)).orElseGet(() -> unknown(restore.id()));
            case UserChange.OfExisting existing -> present.filter(user -> !user.deleted())
                    .map(user -> ofExisting(existing, user, now)).orElseGet(() -> unknown(existing.id()));
        };
    }

    /** The refusal for a user who is not there. */
    public static ApiError noSuchUser(String id) {
        return ApiError.notFound("the user " + id + " does not exist");
    }

    private static Outcome unknown(String id) {
        return new Outcome.Refused(noSuchUser(id));
    }

    /** Whoever took the id of a deleted user would be taken for him in everything that names him. */
    private static Outcome upsert(UserUpsert wanted, Optional<User> present, Instant now) {
        if (present.filter(User::deleted).isPresent()) {
            return new Outcome.Refused(ApiError.input("the user " + wanted.id() + " was deleted"
                    + (present.get().standing().erased() ? "; his id is not given again" : "; restore him first")));
        }
        return present.map(user -> changed(user, UserFields.merged(wanted, user), now))
                .orElseGet(() -> new Outcome.Changed(UserFields.merged(wanted, User.blank(wanted.id(), now))));
    }

    private static Outcome ofExisting(UserChange.OfExisting change, User user, Instant now) {
        return switch (change) {
            case UserChange.Patch patch -> UserFields.patched(patch, user)
                    .<Outcome>map(next -> changed(user, next, now))
                    .orElseGet(() -> new Outcome.Refused(ApiError.input("set",
                            "the custom data of the user " + user.id() + " has a value where set names an object")));
            case UserChange.Deactivate deactivate -> status(user, now,
                    status -> status.withDeactivatedAt(status.deactivatedAt().or(() -> Optional.of(now))));
            case UserChange.Reactivate reactivate -> reactivated(reactivate, user, now);
            case UserChange.Delete delete -> new Outcome.Changed(delete.erase() ? erased(user, now)
                    : user.with(user.standing().withDeletedAt(Optional.of(now))).withUpdatedAt(now));
            case UserChange.SetBan set -> status(user, now, status -> status.withBan(Optional.of(set.ban())));
            case UserChange.LiftBan lift -> status(user, now, status -> status.withBan(Optional.empty()));
            case UserChange.Block block -> ties(UserConnections.block(user.connections(), block.userId(), now), user, now);
            case UserChange.Unblock unblock ->
                    ties(UserConnections.unblock(user.connections(), unblock.userId()), user, now);
            case UserChange.Mute mute ->
                    ties(UserConnections.mute(user.connections(), mute.userIds(), mute.expires(), now), user, now);
            case UserChange.Unmute unmute ->
                    ties(UserConnections.unmute(user.connections(), unmute.userIds()), user, now);
            case UserChange.AddDevice add -> ties(UserConnections.add(user.connections(), add.device()), user, now);
            case UserChange.RemoveDevice remove ->
                    ties(UserConnections.remove(user.connections(), remove.deviceId()), user, now);
        };
    }

    private static Outcome reactivated(UserChange.Reactivate reactivate, User user, Instant now) {
        if (user.standing().deactivatedAt().isEmpty()) {
            return new Outcome.Refused(ApiError.input(
                    "user \"" + user.id() + "\" is not deactivated, it can't be reactivated"));
        }
        return new Outcome.Changed(UserFields.named(user, reactivate.name())
                .with(user.standing().withDeactivatedAt(Optional.empty())).withUpdatedAt(now));
    }

    private static Outcome restored(User user, Instant now) {
        if (!user.deleted()) {
            return new Outcome.Refused(ApiError.input("user \"" + user.id() + "\" is not deleted, it can't be restored"));
        }
        return new Outcome.Changed(user.with(user.standing().withDeletedAt(Optional.empty())).withUpdatedAt(now));
    }

    private static User erased(User user, Instant now) {
        User blank = User.blank(user.id(), user.createdAt()).withUpdatedAt(now);
        return blank.with(new UserStatus(Optional.empty(), Optional.empty(), Optional.of(now), true, Optional.empty()));
    }

    private static Outcome status(User user, Instant now, Function<UserStatus, UserStatus> change) {
        return changed(user, user.with(change.apply(user.standing())), now);
    }

    private static Outcome ties(UserConnections.Result result, User user, Instant now) {
        return switch (result) {
            case UserConnections.Result.Tied tied -> changed(user, user.with(tied.ties()), now);
            case UserConnections.Result.TooMany many -> new Outcome.Refused(ApiError.input(
                    "the user " + user.id() + " has " + many.limit() + " " + many.what() + ", which is the most there can be"));
        };
    }

    private static Outcome changed(User user, User next, Instant now) {
        return next.equals(user) ? new Outcome.Unchanged() : new Outcome.Changed(next.withUpdatedAt(now));
    }
}
