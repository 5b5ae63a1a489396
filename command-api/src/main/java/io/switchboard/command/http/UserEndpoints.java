package io.switchboard.command.http;

import io.switchboard.command.task.Receipts;
import io.switchboard.command.user.UserChange;
import io.switchboard.events.user.User;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.http.Access;
import io.switchboard.wire.http.ApiAnswer;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.EndpointGroup;
import io.switchboard.wire.http.Handler;
import io.switchboard.wire.http.Operation;
import io.switchboard.wire.json.Ids;
import io.switchboard.wire.json.JsonBody;
import io.switchboard.wire.render.UserRenderer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpMethod;

/** {@code /users}: what the application's server says about its users, one or up to a hundred (contract 1.3). */
public final class UserEndpoints implements EndpointGroup {

    private static final List<String> DELETIONS = List.of("soft", "pruning", "hard");

    private final UserDesk desk;
    private final Receipts receipts;

    public UserEndpoints(UserDesk desk, Receipts receipts) {
        this.desk = desk;
        this.receipts = receipts;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                endpoint(HttpMethod.POST, "/users", Operation.UpdateUsers,
                        request -> users(request, 201, UserRequests.upserts(request.body()))),
                endpoint(HttpMethod.PATCH, "/users", Operation.UpdateUsersPartial,
                        request -> users(request, 200, UserRequests.patches(request.body()))),
                endpoint(HttpMethod.POST, "/users/{id}/deactivate", Operation.DeactivateUser,
                        request -> user(request, new UserChange.Deactivate(id(request)))),
                endpoint(HttpMethod.POST, "/users/{id}/reactivate", Operation.ReactivateUser,
                        request -> user(request, new UserChange.Reactivate(id(request), UserRequests.name(request.body())))),
                endpoint(HttpMethod.POST, "/users/deactivate", Operation.DeactivateUsers,
                        request -> batch(request, UserChange.Deactivate::new)),
                endpoint(HttpMethod.POST, "/users/reactivate", Operation.ReactivateUsers,
                        request -> batch(request, id -> new UserChange.Reactivate(id, Optional.empty()))),
                endpoint(HttpMethod.POST, "/users/delete", Operation.DeleteUsers, this::delete),
                endpoint(HttpMethod.POST, "/users/restore", Operation.RestoreUsers, this::restore));
    }

    private static Endpoint endpoint(HttpMethod method, String path, Operation operation, Handler handler) {
        return new Endpoint(method, path, operation, Access.SERVER_ONLY, handler);
    }

    private ApiAnswer users(ApiRequest request, int status, List<UserChange> changes) {
        List<User> changed = desk.change(request, changes);
        return new ApiAnswer(status, (g, style) -> {
            g.writeObjectPropertyStart("users");
            changed.forEach(user -> {
                g.writeName(user.id());
                UserRenderer.writeFullUser(g, style, user);
            });
            g.writeEndObject();
            g.writeStringProperty("membership_deletion_task_id", "");
        }, Map.of());
    }

    private ApiAnswer user(ApiRequest request, UserChange change) {
        User changed = desk.change(request, change);
        return ApiAnswer.created((g, style) -> {
            g.writeName("user");
            UserRenderer.writeUser(g, style, changed);
        });
    }

    private ApiAnswer batch(ApiRequest request, Function<String, UserChange> change) {
        desk.change(request, UserDesk.ids(request.body(), "user_ids").stream().map(change).toList());
        String taskId = receipts.issue(List.of(), Requests.now(request));
        return ApiAnswer.created((g, style) -> g.writeStringProperty("task_id", taskId));
    }

    private ApiAnswer delete(ApiRequest request) {
        JsonBody body = request.body();
        String how = body.optionalString("user").orElse("soft");
        if (!DELETIONS.contains(how)) {
            throw new ApiException(ApiError.input("user", "user must be one of " + String.join(", ", DELETIONS)));
        }
        if (body.has("calls")) {
            throw new ApiException(ApiError.input("calls", "calls: a user's calls are not deleted with him; delete them "
                    + "one by one, QueryCalls finds them by created_by_user_id"));
        }
        return batch(request, id -> new UserChange.Delete(id, !how.equals("soft")));
    }

    private ApiAnswer restore(ApiRequest request) {
        desk.change(request, UserDesk.ids(request.body(), "user_ids").stream()
                .<UserChange>map(UserChange.Restore::new).toList());
        return ApiAnswer.created((g, style) -> { });
    }

    private static String id(ApiRequest request) {
        return Ids.userId("user_id", request.path("id"));
    }
}
