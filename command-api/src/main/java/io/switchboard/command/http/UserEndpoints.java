package io.switchboard.command.http;

import io.switchboard.command.user.UserCommand;
import io.switchboard.command.user.UserReply;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.http.Access;
import io.switchboard.wire.http.ApiAnswer;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.EndpointGroup;
import io.switchboard.wire.http.Operation;
import io.switchboard.wire.render.UserRenderer;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;

/** {@code POST /users}: upsert up to a hundred users at once, all or none (contract 1.3). */
public final class UserEndpoints implements EndpointGroup {

    private final Users users;

    public UserEndpoints(Users users) {
        this.users = users;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(new Endpoint(HttpMethod.POST, "/users", Operation.UpdateUsers, Access.SERVER_ONLY,
                this::upsert));
    }

    private ApiAnswer upsert(ApiRequest request) {
        UserReply reply = users.submit(new UserCommand(UserRequests.upserts(request.body()), Requests.actor(request),
                Requests.id(request), Requests.now(request)));
        return switch (reply) {
            case UserReply.Refused refused -> throw new ApiException(refused.error());
            case UserReply.Done done -> new ApiAnswer(201, (g, style) -> {
                g.writeObjectPropertyStart("users");
                done.users().forEach(user -> {
                    g.writeName(user.id());
                    UserRenderer.writeFullUser(g, style, user);
                });
                g.writeEndObject();
                g.writeStringProperty("membership_deletion_task_id", "");
            }, Map.of());
        };
    }
}
