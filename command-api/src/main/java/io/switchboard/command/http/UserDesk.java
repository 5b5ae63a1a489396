package io.switchboard.command.http;

import io.switchboard.command.user.UserChange;
import io.switchboard.command.user.UserCommand;
import io.switchboard.command.user.UserDecider;
import io.switchboard.command.user.UserReply;
import io.switchboard.events.user.User;
import io.switchboard.wire.auth.Caller;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.json.Ids;
import io.switchboard.wire.json.JsonBody;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the operations on users have in common. Thread-safe. */
public final class UserDesk {

    private final Users users;

    public UserDesk(Users users) {
        this.users = users;
    }

    /**
     * Makes the changes, all or none.
     *
     * @return the users as they are then, in the order of the changes
     */
    List<User> change(ApiRequest request, List<UserChange> changes) {
        return switch (users.submit(new UserCommand(changes, Requests.actor(request), Requests.id(request),
                Requests.now(request)))) {
            case UserReply.Refused refused -> throw new ApiException(refused.error());
            case UserReply.Done done -> done.users();
        };
    }

    User change(ApiRequest request, UserChange change) {
        return change(request, List.of(change)).getFirst();
    }

    /** Those users by id; whoever does not exist or is deleted is refused. */
    Map<String, User> existing(Collection<String> ids) {
        Map<String, User> found = users.find(ids);
        ids.stream().filter(id -> !found.containsKey(id) || found.get(id).deleted()).findFirst().ifPresent(id -> {
            throw new ApiException(UserDecider.noSuchUser(id));
        });
        return found;
    }

    /** Those of these users that were ever written, to be shown. */
    Map<String, User> known(Collection<String> ids) {
        return users.find(ids);
    }

    /**
     * Who something is done for: a user for himself, whether he says so or not, and a server for the user it names by
     * {@code user_id} or {@code user}.
     */
    static String subject(ApiRequest request) {
        JsonBody body = request.body();
        return subject(request, body.optionalString("user_id").map(id -> Ids.userId("user_id", id))
                .or(() -> body.optionalObject("user").map(user -> Ids.userId("user.id", user.requiredString("id")))));
    }

    /** The same for a request that names him in its query string. */
    static String subjectOfQuery(ApiRequest request) {
        return subject(request, request.query("user_id").filter(id -> !id.isEmpty())
                .map(id -> Ids.userId("user_id", id)));
    }

    private static String subject(ApiRequest request, Optional<String> named) {
        return switch (request.caller()) {
            case Caller.Server server -> named.orElseThrow(() -> new ApiException(
                    ApiError.input("user_id", "user_id must be provided when using server side auth.")));
            case Caller.User user -> {
                named.filter(id -> !id.equals(user.id())).ifPresent(other -> {
                    throw new ApiException(ApiError.notAllowed(
                            "User '" + user.id() + "' is not allowed to do this for another user"));
                });
                yield user.id();
            }
        };
    }

    /** Distinct ids of a list that must not be empty. */
    static List<String> ids(JsonBody body, String field) {
        List<String> ids = CallRequests.userIds(body, field, UserRequests.MAX_USERS);
        if (ids.isEmpty()) {
            throw new ApiException(ApiError.input(field, field + " must hold at least one user id"));
        }
        return ids;
    }
}
