package io.switchboard.command.http;

import io.switchboard.command.app.AppCommand;
import io.switchboard.command.app.Roles;
import io.switchboard.events.app.AppSettings;
import io.switchboard.events.app.AppSettings.Role;
import io.switchboard.events.calltype.Permission;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.http.Access;
import io.switchboard.wire.http.ApiAnswer;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.EndpointGroup;
import io.switchboard.wire.http.Handler;
import io.switchboard.wire.http.Operation;
import io.switchboard.wire.render.TimeStyle;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import tools.jackson.core.JsonGenerator;

/**
 * {@code /roles} and {@code /permissions}: the names that grants are made of (contract 1.3). Roles can be added; a
 * permission stands for something that Switchboard checks, so there are those it checks and no others.
 */
public final class RoleEndpoints implements EndpointGroup {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    /** The built-in roles were always there. */
    private static final Instant ALWAYS = Instant.EPOCH;

    private final AppDesk desk;

    public RoleEndpoints(AppDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                endpoint(HttpMethod.GET, "/roles", Operation.ListRoles, this::roles),
                endpoint(HttpMethod.POST, "/roles", Operation.CreateRole, this::createRole),
                endpoint(HttpMethod.DELETE, "/roles/{name}", Operation.DeleteRole, this::deleteRole),
                endpoint(HttpMethod.GET, "/permissions", Operation.ListPermissions, request -> permissions()),
                endpoint(HttpMethod.POST, "/permissions", Operation.CreatePermission, RoleEndpoints::refuseOwn),
                endpoint(HttpMethod.GET, "/permissions/{id}", Operation.GetPermission, this::permission),
                endpoint(HttpMethod.PUT, "/permissions/{id}", Operation.UpdatePermission, RoleEndpoints::refuseOwn),
                endpoint(HttpMethod.DELETE, "/permissions/{id}", Operation.DeletePermission, RoleEndpoints::refuseOwn));
    }

    private static Endpoint endpoint(HttpMethod method, String path, Operation operation, Handler handler) {
        return new Endpoint(method, path, operation, Access.SERVER_ONLY, handler);
    }

    private ApiAnswer roles(ApiRequest request) {
        AppSettings settings = desk.current();
        return ApiAnswer.ok((g, style) -> {
            g.writeArrayPropertyStart("roles");
            Roles.BUILT_IN.forEach(name -> writeRole(g, style, new Role(name, ALWAYS, ALWAYS), false));
            settings.roles().forEach(role -> writeRole(g, style, role, true));
            g.writeEndArray();
        });
    }

    private ApiAnswer createRole(ApiRequest request) {
        String name = roleName(request.body().requiredString("name"));
        Role role = desk.change(request, new AppCommand.CreateRole(name)).roles().stream()
                .filter(made -> made.name().equals(name)).findFirst()
                .orElseGet(() -> new Role(name, Requests.now(request), Requests.now(request)));
        return ApiAnswer.created((g, style) -> {
            g.writeName("role");
            writeRole(g, style, role, true);
        });
    }

    private ApiAnswer deleteRole(ApiRequest request) {
        desk.change(request, new AppCommand.DeleteRole(roleName(request.path("name"))));
        return ApiAnswer.ok((g, style) -> { });
    }

    private static String roleName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ApiException(ApiError.input("name",
                    "name must be 1 to 64 letters, digits, '_' and '-'"));
        }
        return name;
    }

    private static void writeRole(JsonGenerator g, TimeStyle style, Role role, boolean custom) {
        g.writeStartObject();
        g.writeStringProperty("name", role.name());
        g.writeBooleanProperty("custom", custom);
        g.writeArrayPropertyStart("scopes");
        g.writeEndArray();
        style.write(g, "created_at", role.createdAt());
        style.write(g, "updated_at", role.updatedAt());
        g.writeEndObject();
    }

    private static ApiAnswer permissions() {
        return ApiAnswer.ok((g, style) -> {
            g.writeArrayPropertyStart("permissions");
            Arrays.stream(Permission.values()).forEach(permission -> writePermission(g, permission));
            g.writeEndArray();
        });
    }

    private ApiAnswer permission(ApiRequest request) {
        String id = request.path("id");
        Permission permission = Permission.bySpelling(id).orElseThrow(() ->
                new ApiException(ApiError.notFound("permission '" + id + "' does not exist")));
        return ApiAnswer.ok((g, style) -> {
            g.writeName("permission");
            writePermission(g, permission);
        });
    }

    private static void writePermission(JsonGenerator g, Permission permission) {
        g.writeStartObject();
        g.writeStringProperty("id", permission.id());
        g.writeStringProperty("name", permission.action());
        g.writeStringProperty("action", permission.action());
        g.writeStringProperty("description", "Grants " + permission.action() + " in calls; with -owner only to whoever "
                + "created the call, with -any-team in calls of other teams too");
        g.writeStringProperty("level", "app");
        g.writeBooleanProperty("owner", false);
        g.writeStringProperty("owner_resource", "call");
        g.writeBooleanProperty("same_team", true);
        g.writeBooleanProperty("custom", false);
        g.writeArrayPropertyStart("tags");
        g.writeEndArray();
        g.writeEndObject();
    }

    private static ApiAnswer refuseOwn(ApiRequest request) {
        throw new ApiException(ApiError.input("there are only the built-in permissions; grant those, also with -owner "
                + "or -any-team, to roles of your own"));
    }
}
