package io.switchboard.bench.load;

import io.switchboard.bench.BenchFailure;
import java.io.IOException;

/** One keep-alive connection on which requests are sent one after the other, by whoever. Not thread-safe. */
public final class CallClient implements AutoCloseable {

    private final HttpConnection connection;

    public CallClient(Endpoint endpoint) {
        this.connection = new HttpConnection(endpoint);
    }

    /**
     * Posts, and returns how long the answer took, in nanoseconds.
     *
     * @param as   whose token the request carries
     * @param path below {@code /api/v2}
     * @throws BenchFailure when the answer is not 201
     */
    public long post(Endpoint as, String path, String body) {
        Request request = as.post(path, body);
        long sent = System.nanoTime();
        Answer answer = exchange(path, request);
        long took = System.nanoTime() - sent;
        accepted(path, answer);
        return took;
    }

    /**
     * Posts, and returns the body of the answer.
     *
     * @throws BenchFailure when the answer is not 201
     */
    public String ask(Endpoint as, String path, String body) {
        return accepted(path, exchange(path, as.post(path, body))).text();
    }

    /**
     * Posts what the server may not be ready for.
     *
     * @return whether it answered, with 201; false when it asked to be asked again, with 503
     * @throws BenchFailure when the answer is another
     */
    public boolean isAnswered(Endpoint as, String path, String body) {
        Answer answer = exchange(path, as.post(path, body));
        return answer.status() != 503 && accepted(path, answer).status() == 201;
    }

    private Answer exchange(String path, Request request) {
        try {
            return connection.exchange(request);
        } catch (IOException broken) {
            throw new BenchFailure(path + " got no answer: " + broken.getMessage(), broken);
        }
    }

    private static Answer accepted(String path, Answer answer) {
        if (answer.status() != 201) {
            throw new BenchFailure(path + " was refused: " + CallWorkload.describe(answer));
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
