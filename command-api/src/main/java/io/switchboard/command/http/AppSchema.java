package io.switchboard.command.http;

import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.json.JsonBody;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * The settings of {@code PATCH /app} that mean something to calls, and how each is read (contract 1.3, 1.4). One that
 * is not here is refused: a setting that is taken and then not obeyed is worse than none.
 */
final class AppSchema {

    private static final int MAX_TEXT = 4_096;
    private static final int MAX_LIST = 100;
    private static final int MAX_ROLES = 100;
    private static final int MAX_GRANTS = 300;
    private static final int MAX_ROLE = 64;

    private static final BiConsumer<JsonBody, String> BOOLEAN = JsonBody::optionalBoolean;
    private static final BiConsumer<JsonBody, String> TEXT = (body, name) -> Texts.optional(body, name, MAX_TEXT);
    private static final BiConsumer<JsonBody, String> TEXTS = (body, name) -> body.strings(name, MAX_LIST);
    private static final BiConsumer<JsonBody, String> TIME = JsonBody::optionalInstant;
    private static final BiConsumer<JsonBody, String> OBJECTS = (body, name) -> body.objects(name, MAX_LIST);

    private static final Map<String, BiConsumer<JsonBody, String>> RULES = new TreeMap<>(Map.ofEntries(
            Map.entry("multi_tenant_enabled", BOOLEAN),
            Map.entry("disable_permissions_checks", BOOLEAN),
            Map.entry("guest_user_creation_disabled", BOOLEAN),
            Map.entry("disable_auth_checks", AppSchema::mustBeFalse),
            Map.entry("revoke_tokens_issued_before", TIME),
            Map.entry("permission_version", AppSchema::version),
            Map.entry("grants", AppSchema::grants),
            Map.entry("webhook_url", TEXT),
            Map.entry("webhook_events", TEXTS),
            Map.entry("event_hooks", OBJECTS),
            Map.entry("user_search_disallowed_roles", TEXTS),
            Map.entry("allow_multi_user_devices", BOOLEAN)));

    private AppSchema() {
    }

    /** The settings of a body, checked. */
    static ObjectNode read(JsonBody body) {
        ObjectNode given = body.withoutNulls();
        for (String name : given.propertyNames()) {
            BiConsumer<JsonBody, String> rule = RULES.get(name);
            if (rule == null) {
                throw refuse(name, name + " is no setting of this server; there are " + String.join(", ", RULES.keySet()));
            }
            rule.accept(body, name);
        }
        return given;
    }

    private static void mustBeFalse(JsonBody body, String name) {
        if (body.optionalBoolean(name).orElse(false)) {
            throw refuse(name, name + ": tokens are always checked");
        }
    }

    private static void version(JsonBody body, String name) {
        if (!body.optionalString(name).orElse("").equals("v2")) {
            throw refuse(name, name + " must be v2");
        }
    }

    private static void grants(JsonBody body, String name) {
        JsonBody roles = body.optionalObject(name).orElseGet(JsonBody::empty);
        ObjectNode given = roles.withoutNulls();
        if (given.size() > MAX_ROLES) {
            throw refuse(name, name + " must contain at maximum " + MAX_ROLES + " roles");
        }
        for (String role : given.propertyNames()) {
            if (role.isBlank() || role.length() > MAX_ROLE) {
                throw refuse(name, name + " must have roles of 1 to " + MAX_ROLE + " characters");
            }
            List<String> permissions = roles.strings(role, MAX_GRANTS);
            if (permissions.stream().anyMatch(permission -> permission.isBlank() || permission.length() > 255)) {
                throw refuse(roles.at(role), roles.at(role) + " must hold names of 1 to 255 characters");
            }
        }
    }

    private static ApiException refuse(String field, String reason) {
        return new ApiException(ApiError.input(field, reason));
    }
}
