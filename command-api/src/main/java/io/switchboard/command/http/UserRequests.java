package io.switchboard.command.http;

import io.switchboard.command.user.UserCommand.UserUpsert;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.json.Ids;
import io.switchboard.wire.json.JsonBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads users from request bodies (contract 2.3, UserRequest). */
final class UserRequests {

    static final int MAX_USERS = 100;

    private static final int MAX_TEAMS = 250;
    private static final int MAX_ROLE = 64;
    private static final int MAX_NAME = 1_024;
    private static final int MAX_IMAGE = 8_192;
    private static final int MAX_LANGUAGE = 64;

    private UserRequests() {
    }

    /** The body of {@code POST /users}: a map by id. */
    static List<UserUpsert> upserts(JsonBody body) {
        Map<String, JsonBody> users = body.map("users", MAX_USERS);
        if (users.isEmpty()) {
            throw new ApiException(ApiError.input("users", "users must hold at least one user"));
        }
        List<UserUpsert> upserts = new ArrayList<>(users.size());
        users.forEach((key, user) -> {
            UserUpsert upsert = upsert(user);
            if (!upsert.id().equals(key)) {
                throw new ApiException(ApiError.input(user.at("id"),
                        user.at("id") + " must be the key the user stands under"));
            }
            upserts.add(upsert);
        });
        return upserts;
    }

    static UserUpsert upsert(JsonBody user) {
        return new UserUpsert(
                Ids.userId(user.at("id"), user.requiredString("id")),
                role(user),
                Texts.optional(user, "name", MAX_NAME),
                Texts.optional(user, "image", MAX_IMAGE),
                user.rawObject("custom"),
                user.has("teams") ? Optional.of(user.strings("teams", MAX_TEAMS)) : Optional.empty(),
                user.rawObject("teams_role"),
                Texts.optional(user, "language", MAX_LANGUAGE),
                user.optionalBoolean("invisible"),
                user.rawObject("privacy_settings"));
    }

    /** The role of a user or a member: any name of the application's own. */
    static Optional<String> role(JsonBody object) {
        return Texts.optional(object, "role", MAX_ROLE);
    }
}
