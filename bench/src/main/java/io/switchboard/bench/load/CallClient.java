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
        try {
            Answer answer = connection.exchange(request);
            long took = System.nanoTime() - sent;
            if (answer.status() != 201) {
                throw new BenchFailure(path + " was refused: " + CallWorkload.describe(answer));
            }
            return took;
        } catch (IOException broken) {
            throw new BenchFailure(path + " got no answer: " + broken.getMessage(), broken);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
