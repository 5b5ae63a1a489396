package io.switchboard.command.http;

import io.switchboard.command.user.UserChange;
import io.switchboard.events.user.User;
import io.switchboard.events.user.UserTies;
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
import io.switchboard.wire.render.UserRenderer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;

/** Whom a user has blocked and muted, and where he can be notified: his own to say, or the server's for him. */
public final class UserTieEndpoints implements EndpointGroup {

    static final List<String> PROVIDERS = List.of("apn", "firebase", "huawei", "xiaomi");
    private static final int MAX_DEVICE_ID = 4_096;
    private static final int MAX_PROVIDER_NAME = 255;
    private static final int MAX_MINUTES = 10 * 366 * 24 * 60;

    private final UserDesk desk;

    public UserTieEndpoints(UserDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                endpoint(HttpMethod.POST, "/users/block", Operation.BlockUsers, this::block),
                endpoint(HttpMethod.POST, "/users/unblock", Operation.UnblockUsers, this::unblock),
                endpoint(HttpMethod.GET, "/users/block", Operation.GetBlockedUsers, this::blocks),
                endpoint(HttpMethod.POST, "/moderation/mute", Operation.Mute, this::mute),
                endpoint(HttpMethod.POST, "/moderation/unmute", Operation.Unmute, this::unmute),
                endpoint(HttpMethod.POST, "/devices", Operation.CreateDevice, this::addDevice),
                endpoint(HttpMethod.GET, "/devices", Operation.ListDevices, this::devices),
                endpoint(HttpMethod.DELETE, "/devices", Operation.DeleteDevice, this::removeDevice),
                endpoint(HttpMethod.POST, "/video/devices", Operation.CreateDevice, this::addDevice),
                endpoint(HttpMethod.GET, "/video/devices", Operation.ListDevices, this::devices),
                endpoint(HttpMethod.DELETE, "/video/devices", Operation.DeleteDevice, this::removeDevice));
    }

    private static Endpoint endpoint(HttpMethod method, String path, Operation operation, Handler handler) {
        return new Endpoint(method, path, operation, Access.SERVER_OR_USER, handler);
    }

    private ApiAnswer block(ApiRequest request) {
        String by = UserDesk.subject(request);
        String blocked = other(request, by);
        desk.existing(List.of(by, blocked));
        UserTies ties = desk.change(request, new UserChange.Block(by, blocked)).connections();
        Instant since = ties.blocks().stream().filter(block -> block.userId().equals(blocked))
                .map(UserTies.Block::createdAt).findFirst().orElseGet(() -> Requests.now(request));
        return ApiAnswer.created((g, style) -> {
            g.writeStringProperty("blocked_by_user_id", by);
            g.writeStringProperty("blocked_user_id", blocked);
            style.write(g, "created_at", since);
        });
    }

    private ApiAnswer unblock(ApiRequest request) {
        String by = UserDesk.subject(request);
        desk.change(request, new UserChange.Unblock(by, other(request, by)));
        return ApiAnswer.created((g, style) -> { });
    }

    private static String other(ApiRequest request, String by) {
        String other = CallRequests.userId(request.body(), "blocked_user_id");
        if (other.equals(by)) {
            throw new ApiException(ApiError.input("blocked_user_id", "blocked_user_id: users cannot block themselves"));
        }
        return other;
    }

    private ApiAnswer blocks(ApiRequest request) {
        String by = UserDesk.subjectOfQuery(request);
        User user = desk.existing(List.of(by)).get(by);
        List<UserTies.Block> blocks = user.connections().blocks();
        Map<String, User> users = desk.known(blocks.stream().map(UserTies.Block::userId).toList());
        return ApiAnswer.ok((g, style) -> {
            g.writeArrayPropertyStart("blocks");
            blocks.forEach(block -> {
                g.writeStartObject();
                g.writeStringProperty("user_id", by);
                g.writeStringProperty("blocked_user_id", block.userId());
                style.write(g, "created_at", block.createdAt());
                g.writeName("user");
                UserRenderer.writeUser(g, style, user);
                g.writeName("blocked_user");
                UserRenderer.writeUser(g, style, block.userId(), users, block.createdAt());
                g.writeEndObject();
            });
            g.writeEndArray();
        });
    }

    private ApiAnswer mute(ApiRequest request) {
        String by = UserDesk.subject(request);
        List<String> targets = UserDesk.ids(request.body(), "target_ids");
        if (targets.contains(by)) {
            throw new ApiException(ApiError.input("target_ids", "target_ids: users cannot mute themselves"));
        }
        Set<String> involved = new HashSet<>(targets);
        involved.add(by);
        Map<String, User> users = desk.existing(involved);
        User user = desk.change(request, new UserChange.Mute(by, targets, timeout(request)));
        return ApiAnswer.created((g, style) -> {
            g.writeArrayPropertyStart("mutes");
            user.connections().mutes().stream().filter(mute -> targets.contains(mute.userId()))
                    .forEach(mute -> UserRenderer.writeMute(g, style, user, mute, users));
            g.writeEndArray();
        });
    }

    private ApiAnswer unmute(ApiRequest request) {
        desk.change(request, new UserChange.Unmute(UserDesk.subject(request), UserDesk.ids(request.body(), "target_ids")));
        return ApiAnswer.created((g, style) -> { });
    }

    /** In minutes; never, when not given or 0. */
    static Optional<Instant> timeout(ApiRequest request) {
        return request.body().optionalInt("timeout", 0, MAX_MINUTES).filter(minutes -> minutes > 0)
                .map(minutes -> Requests.now(request).plus(Duration.ofMinutes(minutes)));
    }

    private ApiAnswer addDevice(ApiRequest request) {
        JsonBody body = request.body();
        String provider = body.requiredString("push_provider");
        if (!PROVIDERS.contains(provider)) {
            throw new ApiException(ApiError.input("push_provider",
                    "push_provider must be one of " + String.join(", ", PROVIDERS)));
        }
        desk.change(request, new UserChange.AddDevice(UserDesk.subject(request), new UserTies.Device(
                deviceId(body.requiredString("id")), provider,
                Texts.optional(body, "push_provider_name", MAX_PROVIDER_NAME),
                body.optionalBoolean("voip_token").orElse(false), Requests.now(request))));
        return ApiAnswer.created((g, style) -> { });
    }

    private ApiAnswer devices(ApiRequest request) {
        String id = UserDesk.subjectOfQuery(request);
        User user = desk.existing(List.of(id)).get(id);
        return ApiAnswer.ok((g, style) -> {
            g.writeArrayPropertyStart("devices");
            user.connections().devices().forEach(device -> UserRenderer.writeDevice(g, style, id, device));
            g.writeEndArray();
        });
    }

    private ApiAnswer removeDevice(ApiRequest request) {
        String device = deviceId(request.query("id").orElse(""));
        desk.change(request, new UserChange.RemoveDevice(UserDesk.subjectOfQuery(request), device));
        return ApiAnswer.ok((g, style) -> { });
    }

    private static String deviceId(String id) {
        if (id.isBlank() || id.length() > MAX_DEVICE_ID) {
            throw new ApiException(ApiError.input("id", "id must be a text of 1 to " + MAX_DEVICE_ID + " characters"));
        }
        return id;
    }
}
