package io.switchboard.wire.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.switchboard.wire.json.Ids;
import io.switchboard.wire.json.JsonBody;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/** Two modules' worth of toy endpoints, served as the real ones are. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(WireConfiguration.class)
class ToyApplication {

    static final String KEY = "toy-key";
    static final String SECRET = "a-secret-for-tests-of-32-bytes-or-more";

    @Bean
    EndpointGroup calls() {
        String path = "/video/call/{type}/{id}";
        return () -> List.of(
                new Endpoint(HttpMethod.POST, path, Operation.GetOrCreateCall, Access.SERVER_OR_USER, this::create),
                new Endpoint(HttpMethod.GET, path, Operation.GetCall, Access.SERVER_OR_USER, this::get),
                new Endpoint(HttpMethod.PATCH, path, Operation.UpdateCall, Access.SERVER_OR_USER, this::create),
                new Endpoint(HttpMethod.POST, path + "/mark_ended", Operation.EndCall, Access.SERVER_OR_USER,
                        request -> ApiAnswer.created((g, style) -> { })));
    }

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    EndpointGroup others() {
        return () -> List.of(
                new Endpoint(HttpMethod.POST, "/users", Operation.UpdateUsers, Access.SERVER_ONLY,
                        request -> ApiAnswer.created((g, style) -> { })),
                new Endpoint(HttpMethod.POST, "/video/calls", Operation.QueryCalls, Access.ANYONE, request -> {
                    throw new IllegalStateException("jdbc:toy://user:password@inside");
                }),
                new Endpoint(HttpMethod.POST, "/video/call/members", Operation.QueryCallMembers, Access.ANYONE,
                        request -> ApiAnswer.created((g, style) ->
                                g.writeStringProperty("caller", request.caller().toString()))));
    }

    private ApiAnswer create(ApiRequest request) {
        String type = Ids.callType(request.path("type"));
        String id = Ids.callId(request.path("id"));
        JsonBody body = request.body();
        int members = body.optionalObject("data").map(data -> data.objects("members", 100).stream()
                .map(member -> Ids.userId(member.at("user_id"), member.requiredString("user_id"))).toList().size())
                .orElse(0);
        String custom = body.optionalObject("data").flatMap(data -> data.rawObject("custom"))
                .map(Object::toString).orElse("none");
        return ApiAnswer.created((g, style) -> {
            g.writeStringProperty("cid", type + ":" + id);
            g.writeNumberProperty("members", members);
            g.writeStringProperty("custom", custom);
            g.writeStringProperty("hash", request.bodyHash());
            style.write(g, "now", request.now());
        });
    }

    private ApiAnswer get(ApiRequest request) {
        int limit = request.queryInt("members_limit", 0, 100).orElse(25);
        boolean ring = request.queryBool("ring").orElse(false);
        String requestId = request.requestId().map(RequestId::toString).orElse("none");
        return ApiAnswer.ok((g, style) -> {
            g.writeNumberProperty("limit", limit);
            g.writeBooleanProperty("ring", ring);
            g.writeStringProperty("request_id", requestId);
        });
    }
}
