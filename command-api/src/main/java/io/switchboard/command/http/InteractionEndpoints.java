package io.switchboard.command.http;

import io.switchboard.command.call.CallCommand;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.user.User;
import io.switchboard.wire.auth.Caller;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What people send into a call (contract 1.1): reactions, events, pins, feedback. */
public final class InteractionEndpoints implements EndpointGroup {

    private static final String CALL = "/video/call/{type}/{id}";
    /** Contract 3.4. */
    private static final int MAX_EVENT_BYTES = 5 * 1024;
    private static final int MAX_NAME = 255;
    private static final int MAX_SDK = 50;
    private static final int MAX_REASON = 1_000;

    private final CallDesk desk;

    public InteractionEndpoints(CallDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                post("/reaction", Operation.SendVideoReaction, this::react),
                post("/pin", Operation.VideoPin, request -> pin(request, true)),
                post("/unpin", Operation.VideoUnpin, request -> pin(request, false)),
                post("/event", Operation.SendCallEvent, this::event),
                post("/feedback", Operation.CollectUserFeedback, this::feedback));
    }

    private static Endpoint post(String path, Operation operation, Handler handler) {
        return new Endpoint(HttpMethod.POST, CALL + path, operation, Access.SERVER_OR_USER, handler);
    }

    private ApiAnswer react(ApiRequest request) {
        JsonBody body = request.body();
        String type = CallRequests.required(body, "type", MAX_NAME);
        Optional<String> emoji = Texts.optional(body, "emoji_code", MAX_NAME);
        ObjectNode custom = custom(body);
        var done = desk.done(request, new CallCommand.React(type, emoji, custom));
        String userId = ((Caller.User) request.caller()).id();
        Map<String, User> users = desk.known(List.of(userId));
        return CallDesk.answer(201, done, (g, style) -> {
            g.writeObjectPropertyStart("reaction");
            g.writeStringProperty("type", type);
            g.writeName("user");
            UserRenderer.writeUser(g, style, userId, users, request.now());
            emoji.ifPresent(code -> g.writeStringProperty("emoji_code", code));
            g.writeName("custom");
            g.writeTree(custom);
            g.writeEndObject();
        });
    }

    private ApiAnswer pin(ApiRequest request, boolean pinned) {
        String session = CallRequests.required(request.body(), "session_id", MAX_NAME);
        String userId = CallRequests.userId(request.body(), "user_id");
        return nothing(request, new CallCommand.Pin(session, userId, pinned), List.of());
    }

    private ApiAnswer event(ApiRequest request) {
        Optional<String> by = CallRequests.onBehalf(request, "user");
        return nothing(request, new CallCommand.SendEvent(custom(request.body()), by), by.stream().toList());
    }

    private ApiAnswer feedback(ApiRequest request) {
        JsonBody body = request.body();
        int rating = body.optionalInt("rating", 1, 5).orElseThrow(() ->
                new ApiException(ApiError.input("rating", "rating is required")));
        Optional<String> by = CallRequests.onBehalf(request, "user");
        return nothing(request, new CallCommand.SubmitFeedback(rating, Texts.optional(body, "reason", MAX_REASON),
                CallRequests.required(body, "sdk", MAX_SDK), CallRequests.required(body, "sdk_version", MAX_SDK),
                Texts.optional(body, "user_session_id", MAX_SDK), custom(body), by), by.stream().toList());
    }

    private ApiAnswer nothing(ApiRequest request, CallCommand command, List<String> named) {
        return CallDesk.answer(201, desk.done(request, command, named), (g, style) -> { });
    }

    private static ObjectNode custom(JsonBody body) {
        ObjectNode custom = body.rawObject("custom").orElseGet(JsonNodeFactory.instance::objectNode);
        if (EventJson.mapper().writeValueAsBytes(custom).length > MAX_EVENT_BYTES) {
            throw new ApiException(ApiError.input("custom", "custom must be at most " + MAX_EVENT_BYTES + " bytes of JSON"));
        }
        return custom;
    }
}
