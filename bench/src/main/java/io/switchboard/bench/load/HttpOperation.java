package io.switchboard.bench.load;

import java.io.IOException;

/** An operation over a connection of its own. */
abstract class HttpOperation implements Operation {

    private final HttpConnection connection;

    HttpOperation(HttpConnection connection) {
        this.connection = connection;
    }

    HttpConnection connection() {
        return connection;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
