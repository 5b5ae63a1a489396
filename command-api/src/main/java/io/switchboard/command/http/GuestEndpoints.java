package io.switchboard.command.http;

import io.switchboard.command.user.UserUpsert;
import io.switchboard.events.user.User;
import io.switchboard.wire.auth.Credentials;
import io.switchboard.wire.auth.Tokens;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.http.Access;
import io.switchboard.wire.http.ApiAnswer;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.EndpointGroup;
import io.switchboard.wire.http.Operation;
import io.switchboard.wire.json.JsonBody;
import io.switchboard.wire.render.UserRenderer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpMethod;

/**
 * {@code POST /guest}: anyone becomes a user of role {@code guest}, with a token, unless the application does not want
 * that (contract 1.3). The id is never the one asked for, since that could be somebody's.
 */
public final class GuestEndpoints implements EndpointGroup {

    private static final String ROLE = "guest";
    private static final int MAX_ASKED_ID = 200;

    private final UserDesk desk;
    private final AppDirectory app;
    private final Credentials credentials;

    public GuestEndpoints(UserDesk desk, AppDirectory app, Credentials credentials) {
        this.desk = desk;
        this.app = app;
        this.credentials = credentials;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.POST, "/guest", Operation.CreateGuest, Access.ANYONE, this::create),
                new Endpoint(HttpMethod.POST, "/video/guest", Operation.CreateGuest, Access.ANYONE, this::create));
    }

    private ApiAnswer create(ApiRequest request) {
        if (app.look().guestsDisabled()) {
            throw new ApiException(ApiError.notAllowed("guest users are disabled in this application"));
        }
        JsonBody asked = request.body().optionalObject("user").orElseThrow(() ->
                new ApiException(ApiError.input("user", "user is required")));
        UserUpsert wanted = UserRequests.upsert(asked);
        if (wanted.id().length() > MAX_ASKED_ID) {
            throw new ApiException(ApiError.input("user.id", "user.id must be at most " + MAX_ASKED_ID + " characters"));
        }
        User guest = desk.change(request, wanted.as("guest-" + unique(request) + "-" + wanted.id(), ROLE));
        String token = Tokens.signUser(credentials.secret(), guest.id(), request.now(), Optional.empty());
        return ApiAnswer.created((g, style) -> {
            g.writeName("user");
            UserRenderer.writeUser(g, style, guest);
            g.writeStringProperty("access_token", token);
        });
    }

    /** A retry of the same request is the same guest. Nobody can guess another's: the id of a request is his own. */
    private static String unique(ApiRequest request) {
        return request.requestId().map(id -> UUID.nameUUIDFromBytes(
                (id.value() + "|" + request.bodyHash()).getBytes(StandardCharsets.UTF_8))).orElseGet(UUID::randomUUID)
                .toString();
    }
}
