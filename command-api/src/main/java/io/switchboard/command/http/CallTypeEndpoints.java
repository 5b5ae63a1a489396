package io.switchboard.command.http;

import io.switchboard.command.calltype.CallTypeCommand;
import io.switchboard.command.calltype.CallTypeDecider;
import io.switchboard.command.calltype.CallTypeReply;
import io.switchboard.events.calltype.CallType;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.http.Access;
import io.switchboard.wire.http.ApiAnswer;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.EndpointGroup;
import io.switchboard.wire.http.Handler;
import io.switchboard.wire.http.Operation;
import io.switchboard.wire.render.CallTypeRenderer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpMethod;

/** {@code /video/calltypes}: the application's call types, for its server (contract 1.2). */
public final class CallTypeEndpoints implements EndpointGroup {

    private static final String ALL = "/video/calltypes";
    private static final String ONE = ALL + "/{name}";

    private final CallTypeDirectory types;

    public CallTypeEndpoints(CallTypeDirectory types) {
        this.types = types;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                endpoint(HttpMethod.GET, ALL, Operation.ListCallTypes, this::list),
                endpoint(HttpMethod.POST, ALL, Operation.CreateCallType, this::create),
                endpoint(HttpMethod.GET, ONE, Operation.GetCallType, this::get),
                endpoint(HttpMethod.PUT, ONE, Operation.UpdateCallType, this::update),
                endpoint(HttpMethod.DELETE, ONE, Operation.DeleteCallType, this::delete));
    }

    private static Endpoint endpoint(HttpMethod method, String path, Operation operation, Handler handler) {
        return new Endpoint(method, path, operation, Access.SERVER_ONLY, handler);
    }

    private ApiAnswer list(ApiRequest request) {
        Map<String, CallType> all = types.current();
        return ApiAnswer.ok((g, style) -> CallTypeRenderer.writeCallTypes(g, style, all.values()));
    }

    private ApiAnswer get(ApiRequest request) {
        String name = name(request);
        CallType type = types.current(name).orElseThrow(() -> new ApiException(CallTypeDecider.unknown(name)));
        return ApiAnswer.ok((g, style) -> CallTypeRenderer.writeFields(g, style, type));
    }

    private ApiAnswer create(ApiRequest request) {
        CallType type = done(request, CallTypeRequests.name(request.body()),
                new CallTypeCommand.Create(CallTypeRequests.content(request.body()))).orElseThrow();
        return ApiAnswer.created((g, style) -> CallTypeRenderer.writeFields(g, style, type));
    }

    private ApiAnswer update(ApiRequest request) {
        CallType type = done(request, name(request),
                new CallTypeCommand.Update(CallTypeRequests.content(request.body()))).orElseThrow();
        return ApiAnswer.created((g, style) -> CallTypeRenderer.writeFields(g, style, type));
    }

    private ApiAnswer delete(ApiRequest request) {
        done(request, name(request), new CallTypeCommand.Delete());
        return ApiAnswer.ok((g, style) -> { });
    }

    private static String name(ApiRequest request) {
        return CallTypeRequests.valid(request.path("name"));
    }

    private Optional<CallType> done(ApiRequest request, String name, CallTypeCommand.Action action) {
        return switch (types.submit(new CallTypeCommand(name, action, Requests.actor(request), Requests.id(request),
                Requests.now(request)))) {
            case CallTypeReply.Refused refused -> throw new ApiException(refused.error());
            case CallTypeReply.Done done -> done.type();
        };
    }
}
