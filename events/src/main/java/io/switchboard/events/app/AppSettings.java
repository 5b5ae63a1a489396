package io.switchboard.events.app;

import io.switchboard.events.codec.Rfc3339;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was set for the whole application; what was not has its default here. Stored under {@link #NAME}.
 *
 * @param values        as they were given, by their names in the contract (1.4), checked when they were
 * @param roles         the application's own roles, in the order of time
 * @param pushProviders how to reach devices, in the order of time
 */
public record AppSettings(ObjectNode values, List<Role> roles, List<PushProvider> pushProviders, Instant createdAt,
                          Instant updatedAt) {

    /** The key of the one document of settings. */
    public static final String NAME = "app";

    /** An application that was never configured. */
    public static AppSettings defaults() {
        return new AppSettings(JsonNodeFactory.instance.objectNode(), List.of(), List.of(), Instant.EPOCH,
                Instant.EPOCH);
    }

    public AppSettings {
        roles = List.copyOf(roles);
        pushProviders = List.copyOf(pushProviders);
    }

    /** A name that users and members can have, and call types grant to. */
    public record Role(String name, Instant createdAt, Instant updatedAt) {
    }

    /**
     * One configuration of a push service.
     *
     * @param type   {@code apn}, {@code firebase}, {@code huawei} or {@code xiaomi}
     * @param config as it was given, credentials included
     */
    public record PushProvider(String type, String name, ObjectNode config, Instant createdAt, Instant updatedAt) {
    }

    /** Calls belong to teams, and users reach those of their own teams only. */
    public boolean multiTenant() {
        return is("multi_tenant_enabled");
    }

    /** Users may do everything. */
    public boolean permissionChecksDisabled() {
        return is("disable_permissions_checks");
    }

    public boolean guestsDisabled() {
        return is("guest_user_creation_disabled");
    }

    /** Users of these roles may not look for users. */
    public List<String> userSearchDisallowedRoles() {
        return values.path("user_search_disallowed_roles").valueStream().map(JsonNode::asString).toList();
    }

    /** Users' tokens with an earlier {@code iat} are worth nothing. */
    public Optional<Instant> revokeTokensIssuedBefore() {
        return Optional.ofNullable(values.get("revoke_tokens_issued_before"))
                .filter(JsonNode::isString).flatMap(node -> Rfc3339.parse(node.stringValue()));
    }

    private boolean is(String name) {
        return values.path(name).asBoolean(false);
    }
}
