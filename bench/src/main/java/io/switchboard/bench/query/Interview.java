package io.switchboard.bench.query;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.load.CallClient;
import io.switchboard.bench.load.Endpoint;
import io.switchboard.bench.load.QueryWorkload;
import io.switchboard.events.codec.EventJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Asks one server questions one by one, and finds out what to send for a later page. Not thread-safe. */
final class Interview implements AutoCloseable {

    private final Endpoint server;
    private final CallClient client;
    private final Places places;

    Interview(Endpoint server, Places places) {
        this.server = server;
        this.places = places;
        this.client = new CallClient(server);
    }

    /** @return the bodies of the shape's questions, with this server's own {@code next} where it is a later page */
    List<String> bodies(Shape shape) {
        return shape.questions().stream().map(question -> question.body(Question.LIMIT, shape.page() == 1
                ? Optional.empty() : Optional.of(nextAfter(question, shape.page() - 1)))).toList();
    }

    JsonNode ask(String body) {
        return EventJson.mapper().readTree(client.ask(server, QueryWorkload.PATH, body));
    }

    /** Asks for the page before, however deep, and takes the {@code next} that the server gives out with it. */
    private String nextAfter(Question question, int page) {
        JsonNode answer = ask(question.body(Question.LIMIT, places.past((page - 1) * Question.LIMIT)));
        if (!answer.has("next")) {
            throw new BenchFailure(server + " says that page " + page + " is the last for " + question.body());
        }
        return answer.get("next").stringValue();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
