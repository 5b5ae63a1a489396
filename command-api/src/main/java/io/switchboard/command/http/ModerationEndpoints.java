package io.switchboard.command.http;

import io.switchboard.command.call.CallCommand;
import io.switchboard.command.call.SendPermission;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.http.Access;
import io.switchboard.wire.http.ApiAnswer;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.EndpointGroup;
import io.switchboard.wire.http.Handler;
import io.switchboard.wire.http.Operation;
import io.switchboard.wire.json.JsonBody;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;

/** What is done to users of a call (contract 1.1): block, kick, mute, allow. */
public final class ModerationEndpoints implements EndpointGroup {

    private static final String CALL = "/video/call/{type}/{id}";
    private static final List<String> TRACKS = List.of("audio", "video", "screenshare", "screenshare_audio");
    private static final int MAX_USERS = 100;

    private final CallDesk desk;

    public ModerationEndpoints(CallDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                post("/block", Operation.BlockUser, request -> {
                    String userId = CallRequests.userId(request.body(), "user_id");
                    return done(request, new CallCommand.Block(userId), List.of(userId));
                }),
                post("/unblock", Operation.UnblockUser, request ->
                        done(request, new CallCommand.Unblock(CallRequests.userId(request.body(), "user_id")), List.of())),
                post("/kick", Operation.KickUser, this::kick),
                post("/mute_users", Operation.MuteUsers, this::mute),
                post("/user_permissions", Operation.UpdateUserPermissions, this::permissions),
                post("/request_permission", Operation.RequestPermission, this::request));
    }

    private static Endpoint post(String path, Operation operation, Handler handler) {
        return new Endpoint(HttpMethod.POST, CALL + path, operation, Access.SERVER_OR_USER, handler);
    }

    private ApiAnswer done(ApiRequest request, CallCommand command, List<String> named) {
        return CallDesk.answer(201, desk.done(request, command, named), (g, style) -> { });
    }

    private ApiAnswer kick(ApiRequest request) {
        JsonBody body = request.body();
        String userId = CallRequests.userId(body, "user_id");
        Optional<String> by = CallRequests.onBehalf(request, "kicked_by");
        return done(request, new CallCommand.Kick(userId, body.optionalBoolean("block").orElse(false), by),
                Stream.concat(Stream.of(userId), by.stream()).toList());
    }

    private ApiAnswer mute(ApiRequest request) {
        JsonBody body = request.body();
        List<String> tracks = TRACKS.stream().filter(track -> body.optionalBoolean(track).orElse(false)).toList();
        if (tracks.isEmpty()) {
            throw refuse("audio", "at least one of " + String.join(", ", TRACKS) + " must be true");
        }
        boolean all = body.optionalBoolean("mute_all_users").orElse(false);
        List<String> userIds = CallRequests.userIds(body, "user_ids", MAX_USERS);
        if (!all && userIds.isEmpty()) {
            throw refuse("user_ids", "either user_ids or mute_all_users must say whom to mute");
        }
        Optional<String> by = CallRequests.onBehalf(request, "muted_by");
        return done(request, new CallCommand.Mute(userIds, all, tracks, by),
                Stream.concat(userIds.stream(), by.stream()).toList());
    }

    private ApiAnswer permissions(ApiRequest request) {
        JsonBody body = request.body();
        String userId = CallRequests.userId(body, "user_id");
        List<String> grant = sendPermissions(body, "grant_permissions");
        List<String> revoke = sendPermissions(body, "revoke_permissions");
        if (grant.isEmpty() && revoke.isEmpty()) {
            throw refuse("grant_permissions", "either grant_permissions or revoke_permissions must name a permission");
        }
        grant.stream().filter(revoke::contains).findFirst().ifPresent(name -> {
            throw refuse("revoke_permissions", "'" + name + "' is both granted and revoked");
        });
        return done(request, new CallCommand.UpdatePermissions(userId, grant, revoke), List.of(userId));
    }

    private ApiAnswer request(ApiRequest request) {
        List<String> permissions = sendPermissions(request.body(), "permissions");
        if (permissions.isEmpty()) {
            throw refuse("permissions", "permissions is required");
        }
        return done(request, new CallCommand.RequestPermission(permissions), List.of());
    }

    /** One other value fails the whole request (contract 1.1). */
    private static List<String> sendPermissions(JsonBody body, String field) {
        Stream<String> names = body.strings(field, SendPermission.NAMES.size() * 2).stream().distinct();
        return names.peek(name -> {
            if (!SendPermission.NAMES.contains(name)) {
                throw refuse(field, field + " may hold " + String.join(", ", SendPermission.NAMES) + ", not '" + name + "'");
            }
        }).toList();
    }

    private static ApiException refuse(String field, String reason) {
        return new ApiException(ApiError.input(field, reason));
    }
}
