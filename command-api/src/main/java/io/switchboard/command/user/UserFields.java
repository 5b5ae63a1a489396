package io.switchboard.command.user;

import io.switchboard.events.user.User;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How given fields change a user. Pure; leaves {@code updatedAt} as it is. */
final class UserFields {

    private static final String PATH = "\\.";

    private UserFields() {
    }

    static User merged(UserUpsert wanted, User user) {
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
                user.createdAt(), user.updatedAt(), user.status(), user.ties());
    }

    static User named(User user, Optional<String> name) {
        return merged(new UserUpsert(user.id(), Optional.empty(), name, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()), user);
    }

    /** @return empty when a path leads through a value that is no object */
    static Optional<User> patched(UserChange.Patch patch, User user) {
        User next = merged(patch.known(), user);
        for (String name : patch.unset()) {
            next = UserChange.Patch.FIELDS.contains(name) ? unset(next, name) : next;
        }
        ObjectNode custom = next.custom().deepCopy();
        for (String path : patch.unset()) {
            if (!UserChange.Patch.FIELDS.contains(path)) {
                remove(custom, List.of(path.split(PATH)));
            }
        }
        for (var entry : patch.custom().properties()) {
            if (!put(custom, List.of(entry.getKey().split(PATH, -1)), entry.getValue())) {
                return Optional.empty();
            }
        }
        User fields = withCustom(next, custom);
        return Optional.of(patch.revokeTokensIssuedBefore().isEmpty() ? fields
                : fields.with(fields.standing().withRevokeTokensIssuedBefore(patch.revokeTokensIssuedBefore())));
    }

    private static User unset(User user, String name) {
        User blank = User.blank(user.id(), user.createdAt());
        boolean revocation = name.equals("revoke_tokens_issued_before");
        User next = new User(user.id(),
                name.equals("role") ? blank.role() : user.role(),
                name.equals("name") ? blank.name() : user.name(),
                name.equals("image") ? blank.image() : user.image(),
                name.equals("custom") ? blank.custom() : user.custom(),
                name.equals("teams") ? blank.teams() : user.teams(),
                name.equals("teams_role") ? blank.teamsRole() : user.teamsRole(),
                name.equals("language") ? blank.language() : user.language(),
                name.equals("invisible") ? blank.invisible() : user.invisible(),
                name.equals("privacy_settings") ? blank.privacySettings() : user.privacySettings(),
                user.createdAt(), user.updatedAt(), user.status(), user.ties());
        return revocation ? next.with(next.standing().withRevokeTokensIssuedBefore(Optional.empty())) : next;
    }

    private static User withCustom(User user, ObjectNode custom) {
        return new User(user.id(), user.role(), user.name(), user.image(), custom, user.teams(), user.teamsRole(),
                user.language(), user.invisible(), user.privacySettings(), user.createdAt(), user.updatedAt(),
                user.status(), user.ties());
    }

    private static void remove(ObjectNode from, List<String> path) {
        JsonNode inner = from.get(path.getFirst());
        if (path.size() == 1) {
            from.remove(path.getFirst());
        } else if (inner instanceof ObjectNode object) {
            remove(object, path.subList(1, path.size()));
        }
    }

    private static boolean put(ObjectNode into, List<String> path, JsonNode value) {
        if (path.size() == 1) {
            into.set(path.getFirst(), value);
            return true;
        }
        JsonNode inner = into.get(path.getFirst());
        if (inner != null && !inner.isObject()) {
            return false;
        }
        ObjectNode object = inner == null ? into.putObject(path.getFirst()) : (ObjectNode) inner;
        return put(object, path.subList(1, path.size()), value);
    }
}
