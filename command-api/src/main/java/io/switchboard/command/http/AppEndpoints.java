package io.switchboard.command.http;

import io.switchboard.command.app.AppCommand;
import io.switchboard.events.app.AppSettings;
import io.switchboard.events.calltype.CallType;
import io.switchboard.wire.http.Access;
import io.switchboard.wire.http.ApiAnswer;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.EndpointGroup;
import io.switchboard.wire.http.Operation;
import io.switchboard.wire.render.AppRenderer;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;

/** {@code /app}: the application's settings, for its server (contract 1.4). */
public final class AppEndpoints implements EndpointGroup {

    private final AppDesk desk;
    private final CallTypeDirectory types;

    public AppEndpoints(AppDesk desk, CallTypeDirectory types) {
        this.desk = desk;
        this.types = types;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.GET, "/app", Operation.GetApp, Access.SERVER_ONLY, this::get),
                new Endpoint(HttpMethod.PATCH, "/app", Operation.UpdateApp, Access.SERVER_ONLY, this::update));
    }

    private ApiAnswer get(ApiRequest request) {
        AppSettings settings = desk.current();
        Map<String, CallType> all = types.current();
        return ApiAnswer.ok((g, style) -> {
            g.writeName("app");
            AppRenderer.writeApp(g, style, settings, all.values());
        });
    }

    private ApiAnswer update(ApiRequest request) {
        desk.change(request, new AppCommand.Set(AppSchema.read(request.body())));
        return ApiAnswer.ok((g, style) -> { });
    }
}
