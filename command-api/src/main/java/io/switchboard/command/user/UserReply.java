package io.switchboard.command.user;

import io.switchboard.events.user.User;
import io.switchboard.wire.error.ApiError;
import java.util.List;

/** What a caller learns once his users are committed or refused. */
public sealed interface UserReply {

    /** The users as they stand, in the order of the command. */
    record Done(List<User> users) implements UserReply {
    }

    /** It did not happen, and why. */
    record Refused(ApiError error) implements UserReply {
    }
}
