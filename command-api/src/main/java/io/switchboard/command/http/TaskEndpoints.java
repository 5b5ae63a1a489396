package io.switchboard.command.http;

import io.switchboard.command.task.Receipts;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.http.Access;
import io.switchboard.wire.http.ApiAnswer;
import io.switchboard.wire.http.ApiRequest;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.EndpointGroup;
import io.switchboard.wire.http.Operation;
import java.util.List;
import org.springframework.http.HttpMethod;

/** {@code GET /tasks/{id}}: what became of a task, which here is always done (contract 1.3). */
public final class TaskEndpoints implements EndpointGroup {

    private final Receipts receipts;

    public TaskEndpoints(Receipts receipts) {
        this.receipts = receipts;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(new Endpoint(HttpMethod.GET, "/tasks/{id}", Operation.GetTask, Access.SERVER_ONLY, this::get));
    }

    private ApiAnswer get(ApiRequest request) {
        String id = request.path("id");
        Receipts.Receipt task = receipts.read(id).orElseThrow(() ->
                new ApiException(ApiError.notFound("Can't find task with id " + id)));
        return ApiAnswer.ok((g, style) -> {
            g.writeStringProperty("task_id", id);
            g.writeStringProperty("status", "completed");
            style.write(g, "created_at", task.at());
            style.write(g, "updated_at", task.at());
            g.writeObjectPropertyStart("result");
            task.done().forEach(name -> {
                g.writeObjectPropertyStart(name);
                g.writeStringProperty("status", "ok");
                g.writeEndObject();
            });
            g.writeEndObject();
        });
    }
}
