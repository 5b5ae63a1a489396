package io.switchboard.command.http;

import io.switchboard.command.app.AppCommand;
import io.switchboard.events.app.AppSettings.PushProvider;
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
import io.switchboard.wire.render.AppRenderer;
import java.util.List;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.node.ObjectNode;

/** {@code /push_providers}: how devices can be reached. Stored, and answered without their credentials. */
public final class PushProviderEndpoints implements EndpointGroup {

    private static final int MAX_NAME = 255;

    private final AppDesk desk;

    public PushProviderEndpoints(AppDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                endpoint(HttpMethod.GET, "/push_providers", Operation.ListPushProviders, this::list),
                endpoint(HttpMethod.POST, "/push_providers", Operation.UpsertPushProvider, this::put),
                endpoint(HttpMethod.DELETE, "/push_providers/{type}/{name}", Operation.DeletePushProvider, this::delete));
    }

    private static Endpoint endpoint(HttpMethod method, String path, Operation operation, Handler handler) {
        return new Endpoint(method, path, operation, Access.SERVER_ONLY, handler);
    }

    private ApiAnswer list(ApiRequest request) {
        List<PushProvider> providers = desk.current().pushProviders();
        return ApiAnswer.ok((g, style) -> {
            g.writeArrayPropertyStart("push_providers");
            providers.forEach(provider -> AppRenderer.writePushProvider(g, style, provider));
            g.writeEndArray();
        });
    }

    private ApiAnswer put(ApiRequest request) {
        JsonBody given = request.body().optionalObject("push_provider").orElseThrow(() ->
                new ApiException(ApiError.input("push_provider", "push_provider is required")));
        String type = type(given.at("type"), given.optionalString("type").orElse(""));
        String name = Texts.optional(given, "name", MAX_NAME).filter(text -> !text.isBlank()).orElseThrow(() ->
                new ApiException(ApiError.input(given.at("name"), given.at("name") + " is required")));
        ObjectNode config = given.withoutNulls();
        config.remove(List.of("type", "name", "created_at", "updated_at"));
        PushProvider made = desk.change(request, new AppCommand.PutPushProvider(type, name, config)).pushProviders()
                .stream().filter(provider -> provider.type().equals(type) && provider.name().equals(name)).findFirst()
                .orElseGet(() -> new PushProvider(type, name, config, Requests.now(request), Requests.now(request)));
        return ApiAnswer.created((g, style) -> {
            g.writeName("push_provider");
            AppRenderer.writePushProvider(g, style, made);
        });
    }

    private ApiAnswer delete(ApiRequest request) {
        desk.change(request, new AppCommand.DeletePushProvider(type("type", request.path("type")), request.path("name")));
        return ApiAnswer.ok((g, style) -> { });
    }

    private static String type(String field, String type) {
        if (!UserTieEndpoints.PROVIDERS.contains(type)) {
            throw new ApiException(ApiError.input(field,
                    field + " must be one of " + String.join(", ", UserTieEndpoints.PROVIDERS)));
        }
        return type;
    }
}
