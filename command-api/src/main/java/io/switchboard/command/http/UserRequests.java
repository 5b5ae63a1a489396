package io.switchboard.command.http;

import io.switchboard.command.user.UserChange;
import io.switchboard.command.user.UserUpsert;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.json.Ids;
import io.switchboard.wire.json.JsonBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads users from request bodies (contract 2.3, UserRequest). */
final class UserRequests {

    static final int MAX_USERS = 100;

    private static final int MAX_UNSET = 100;
    private static final int MAX_PATH = 255;
    private static final int MAX_TEAMS = 250;
    private static final int MAX_ROLE = 64;
    private static final int MAX_NAME = 1_024;
    private static final int MAX_IMAGE = 8_192;
    private static final int MAX_LANGUAGE = 64;

    private UserRequests() {
    }

    /** The body of {@code POST /users}: a map by id. */
    static List<UserChange> upserts(JsonBody body) {
        Map<String, JsonBody> users = body.map("users", MAX_USERS);
        if (users.isEmpty()) {
            throw new ApiException(ApiError.input("users", "users must hold at least one user"));
        }
        List<UserChange> upserts = new ArrayList<>(users.size());
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
        return fields(Ids.userId(user.at("id"), user.requiredString("id")), user);
    }

    private static UserUpsert fields(String id, JsonBody user) {
        return new UserUpsert(id,
                role(user),
                name(user),
                Texts.optional(user, "image", MAX_IMAGE),
                user.rawObject("custom"),
                user.has("teams") ? Optional.of(user.strings("teams", MAX_TEAMS)) : Optional.empty(),
                user.rawObject("teams_role"),
                Texts.optional(user, "language", MAX_LANGUAGE),
                user.optionalBoolean("invisible"),
                user.rawObject("privacy_settings"));
    }

    /** The body of {@code PATCH /users}. */
    static List<UserChange> patches(JsonBody body) {
        List<JsonBody> users = body.objects("users", MAX_USERS);
        if (users.isEmpty()) {
            throw new ApiException(ApiError.input("users", "users must hold at least one user"));
        }
        List<UserChange> patches = users.stream().<UserChange>map(UserRequests::patch).toList();
        if (patches.stream().map(UserChange::id).distinct().count() < patches.size()) {
            throw new ApiException(ApiError.input("users", "users must not hold a user twice"));
        }
        return patches;
    }

    private static UserChange.Patch patch(JsonBody user) {
        String id = Ids.userId(user.at("id"), user.requiredString("id"));
        JsonBody set = user.optionalObject("set").orElseGet(JsonBody::empty);
        ObjectNode custom = user.rawObject("set").map(ObjectNode::deepCopy)
                .orElseGet(JsonNodeFactory.instance::objectNode);
        custom.remove(UserChange.Patch.FIELDS);
        List<String> unset = user.strings("unset", MAX_UNSET);
        List<String> paths = new ArrayList<>(unset);
        custom.propertyNames().forEach(paths::add);
        for (String path : paths) {
            if (path.equals("id") || path.length() > MAX_PATH || List.of(path.split("\\.", -1)).contains("")) {
                throw new ApiException(ApiError.input(user.at("set"), "'" + path + "' is no field that can be set or unset"));
            }
        }
        return new UserChange.Patch(fields(id, set), custom, unset, set.optionalInstant("revoke_tokens_issued_before"));
    }

    static Optional<String> name(JsonBody user) {
        return Texts.optional(user, "name", MAX_NAME);
    }

    /** The role of a user or a member: any name of the application's own. */
    static Optional<String> role(JsonBody object) {
        return Texts.printable(object, "role", MAX_ROLE);
    }
}
