package io.switchboard.command.http;

import io.switchboard.command.user.UserChange;
import io.switchboard.events.user.UserStatus.Ban;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.http.Access;
import io.switchboard.wire.http.ApiAnswer;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.EndpointGroup;
import io.switchboard.wire.http.Operation;
import io.switchboard.wire.json.Ids;
import io.switchboard.wire.json.JsonBody;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpMethod;

/** {@code /moderation/ban} and {@code unban}: who may not come into calls, for the application's server to say. */
public final class BanEndpoints implements EndpointGroup {

    private static final int MAX_REASON = 1_000;

    private final UserDesk desk;

    public BanEndpoints(UserDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.POST, "/moderation/ban", Operation.Ban, Access.SERVER_ONLY, this::ban),
                new Endpoint(HttpMethod.POST, "/moderation/unban", Operation.Unban, Access.SERVER_ONLY, this::unban));
    }

    private ApiAnswer ban(ApiRequest request) {
        JsonBody body = request.body();
        String target = CallRequests.userId(body, "target_user_id");
        refuseChannel(body.has("channel_cid"));
        Optional<String> by = CallRequests.onBehalf(request, "banned_by");
        desk.existing(by.stream().toList());
        desk.change(request, new UserChange.SetBan(target, new Ban(body.optionalBoolean("shadow").orElse(false), by,
                Texts.optional(body, "reason", MAX_REASON), Requests.now(request), UserTieEndpoints.timeout(request))));
        return ApiAnswer.created((g, style) -> { });
    }

    private ApiAnswer unban(ApiRequest request) {
        String target = request.query("target_user_id").orElse("");
        refuseChannel(request.query("channel_cid").filter(cid -> !cid.isEmpty()).isPresent());
        desk.change(request, new UserChange.LiftBan(Ids.userId("target_user_id", target)));
        return ApiAnswer.created((g, style) -> { });
    }

    private static void refuseChannel(boolean given) {
        if (given) {
            throw new ApiException(ApiError.input("channel_cid", "channel_cid: there are no channels here; a ban holds "
                    + "for the whole application, and a call's own is BlockUser"));
        }
    }
}
