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

    private static final int STRIDE = 100;
    private static final String NEXT = "\"next\":\"";

    private final Endpoint server;
    private final CallClient client;

    Interview(Endpoint server) {
        this.server = server;
        this.client = new CallClient(server);
    }

    /** @return the bodies of the shape's questions, with this server's own {@code next} where it is a later page */
    List<String> bodies(Shape shape) {
        return shape.page() == 1 ? shape.questions().stream().map(Question::body).toList()
                : shape.questions().stream().map(question -> question.body(Question.LIMIT,
                        walk(question, (shape.page() - 1) * Question.LIMIT))).toList();
    }

    /** Lets the connection go, which the server would do on its own while another is talked to; the next is new. */
    void rest() throws IOException {
        client.close();
    }

    JsonNode ask(String body) {
        return EventJson.mapper().readTree(client.ask(server, QueryWorkload.PATH, body));
    }

    /** Goes page by page past so many rows; nobody but the server can make a {@code next}. */
    private Optional<String> walk(Question question, int rows) {
        Optional<String> next = Optional.empty();
        int left = rows;
        while (left > 0) {
            int step = left >= STRIDE ? STRIDE : Question.LIMIT;
            String answer = client.ask(server, QueryWorkload.PATH, question.body(step, next));
            int at = answer.lastIndexOf(NEXT);
            if (at < 0) {
                throw new BenchFailure(server + " has only " + (rows - left + step) + " rows for " + question.body());
            }
            next = Optional.of(answer.substring(at + NEXT.length(), answer.indexOf('"', at + NEXT.length())));
            left -= step;
        }
        return next;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
