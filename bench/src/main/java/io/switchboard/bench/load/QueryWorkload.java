package io.switchboard.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Asks QueryCalls again and again: each caller goes round the questions from a place of its own. Thread-safe.
 */
public final class QueryWorkload implements Workload {

    /** Where QueryCalls is. */
    public static final String PATH = "/video/calls";
    /** What every answer of QueryCalls holds. */
    public static final String ANY_ANSWER = "\"calls\":[";

    private final Endpoint endpoint;
    private final List<Asked> asked;

    /**
     * @param body    of the request
     * @param mustSay what a right answer holds
     */
    public record Asked(String body, String mustSay) {
    }

    private record Prepared(Request request, byte[] mustSay) {
    }

    /** @param asked at least one */
    public QueryWorkload(Endpoint endpoint, List<Asked> asked) {
        this.endpoint = endpoint;
        this.asked = List.copyOf(asked);
    }

    @Override
    public Operation caller(int index, int of) {
        List<Prepared> prepared = asked.stream().map(a -> new Prepared(endpoint.post(PATH, a.body()),
                a.mustSay().getBytes(StandardCharsets.UTF_8))).toList();
        return new HttpOperation(new HttpConnection(endpoint)) {
            private int next = index * prepared.size() / of;

            @Override
            public Outcome perform() throws IOException {
                Prepared question = prepared.get(next);
                next = (next + 1) % prepared.size();
                return CallWorkload.outcome(connection().exchange(question.request()), question.mustSay());
            }
        };
    }
}
