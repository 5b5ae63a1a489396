package io.switchboard.command.http;

import io.switchboard.command.calltype.CallTypeCommand.Content;
import io.switchboard.command.calltype.CallTypeDecider;
import io.switchboard.events.calltype.Grants;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.json.Ids;
import io.switchboard.wire.json.JsonBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Reads call types from request bodies (contract 1.2, 2.4, 2.7). */
final class CallTypeRequests {

    private static final int MAX_ROLE = 64;
    private static final int MAX_PERMISSIONS = 300;
    private static final int MAX_PERMISSION = 255;
    private static final int MAX_STORAGE = 255;

    private CallTypeRequests() {
    }

    static String name(JsonBody body) {
        return valid(body.requiredString("name"));
    }

    /** The rules of a call's type, refused under the name it has here. */
    static String valid(String name) {
        try {
            return Ids.callType(name);
        } catch (ApiException e) {
            throw new ApiException(ApiError.input("name", e.error().reason().replaceFirst("^type", "name")));
        }
    }

    static Content content(JsonBody body) {
        return new Content(
                body.rawObject("settings").map(given -> SettingsSchema.read(body.at("settings"), given)),
                grants(body),
                body.rawObject("notification_settings")
                        .map(given -> NotificationSchema.read(body.at("notification_settings"), given)),
                Texts.optional(body, "external_storage", MAX_STORAGE));
    }

    private static Map<String, List<String>> grants(JsonBody body) {
        Optional<JsonBody> given = body.optionalObject("grants");
        if (given.isEmpty()) {
            return Map.of();
        }
        JsonBody roles = given.get();
        ObjectNode fields = roles.withoutNulls();
        if (fields.size() > CallTypeDecider.MAX_ROLES) {
            throw refuse(body.at("grants"), "must contain at maximum " + CallTypeDecider.MAX_ROLES + " roles");
        }
        Map<String, List<String>> grants = new LinkedHashMap<>();
        fields.propertyNames().forEach(role -> {
            if (role.isBlank() || role.length() > MAX_ROLE) {
                throw refuse(body.at("grants"), "must have roles of 1 to " + MAX_ROLE + " characters");
            }
            grants.put(role, permissions(roles, role));
        });
        return grants;
    }

    private static List<String> permissions(JsonBody roles, String role) {
        List<String> permissions = roles.strings(role, MAX_PERMISSIONS);
        for (int i = 0; i < permissions.size(); i++) {
            String permission = permissions.get(i);
            if (permission.length() > MAX_PERMISSION || !Grants.known(permission)) {
                throw refuse(roles.at(role) + "[" + i + "]", "must be a permission or a capability of calls");
            }
        }
        return permissions;
    }

    private static ApiException refuse(String at, String what) {
        return new ApiException(ApiError.input(at, at + " " + what));
    }
}
