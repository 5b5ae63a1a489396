package io.switchboard.command.http;

import io.switchboard.command.user.UserCommand;
import io.switchboard.command.user.UserReply;
import io.switchboard.events.user.User;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The application's users as this instance sees them. Thread-safe. */
public interface Users {

    /**
     * The documents of those among these ids that exist. "Does not exist" is only said after reading the users' log to
     * its end, so that a user whose upsert was answered anywhere is found here.
     *
     * @throws io.switchboard.wire.error.ApiException unavailable, when the log's end cannot be reached in time
     */
    Map<String, User> find(Collection<String> ids);

    /** The user as far as this instance has him; never waits. */
    Optional<User> look(String id);

    /**
     * Hands the upserts to the owner of the users' log and waits for what comes of it.
     *
     * @throws io.switchboard.wire.error.ApiException unavailable, as {@link Calls#submit}
     */
    UserReply submit(UserCommand command);
}
