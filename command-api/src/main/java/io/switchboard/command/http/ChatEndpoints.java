package io.switchboard.command.http;

import io.switchboard.wire.http.Access;
import io.switchboard.wire.http.ApiAnswer;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.EndpointGroup;
import io.switchboard.wire.http.Operation;
import io.switchboard.wire.json.JsonBody;
import io.switchboard.wire.render.TimeStyle;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpMethod;
import tools.jackson.core.JsonGenerator;

/**
 * The two chat operations that the official Java SDK's own test set-up needs before any test of video runs (contract
 * 1.5). There is no chat here: both answer what the SDK can read, and nothing is kept.
 */
public final class ChatEndpoints implements EndpointGroup {

    private static final String CHANNEL = "/chat/channels/{type}/{id}";

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.POST, CHANNEL + "/query", Operation.GetOrCreateChannel, Access.SERVER_ONLY,
                        ChatEndpoints::channel),
                new Endpoint(HttpMethod.POST, CHANNEL + "/message", Operation.SendMessage, Access.SERVER_ONLY,
                        ChatEndpoints::message));
    }

    private static ApiAnswer channel(ApiRequest request) {
        return ApiAnswer.created((g, style) -> {
            g.writeObjectPropertyStart("channel");
            g.writeStringProperty("id", request.path("id"));
            g.writeStringProperty("type", request.path("type"));
            g.writeStringProperty("cid", cid(request));
            g.writeBooleanProperty("disabled", false);
            g.writeBooleanProperty("frozen", false);
            writeTimesAndCustom(g, style, request);
            g.writeEndObject();
            for (String list : List.of("members", "messages", "pinned_messages", "read", "threads", "watchers")) {
                g.writeArrayPropertyStart(list);
                g.writeEndArray();
            }
        });
    }

    private static ApiAnswer message(ApiRequest request) {
        JsonBody message = request.body().optionalObject("message").orElseGet(JsonBody::empty);
        String text = message.optionalString("text").orElse("");
        return ApiAnswer.created((g, style) -> {
            g.writeObjectPropertyStart("message");
            g.writeStringProperty("id", UUID.randomUUID().toString());
            g.writeStringProperty("cid", cid(request));
            g.writeStringProperty("type", "regular");
            g.writeStringProperty("text", text);
            writeTimesAndCustom(g, style, request);
            g.writeEndObject();
        });
    }

    private static void writeTimesAndCustom(JsonGenerator g, TimeStyle style, ApiRequest request) {
        style.write(g, "created_at", request.now());
        style.write(g, "updated_at", request.now());
        g.writeObjectPropertyStart("custom");
        g.writeEndObject();
    }

    private static String cid(ApiRequest request) {
        return request.path("type") + ":" + request.path("id");
    }
}
