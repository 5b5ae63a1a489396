package io.switchboard.bench.load;

import java.io.IOException;

/** What one caller does again and again. Used by one thread at a time. */
public interface Operation extends AutoCloseable {

    /** @throws IOException when the connection broke or no answer came in time; the next call starts afresh */
    Outcome perform() throws IOException;

    @Override
    void close() throws IOException;
}
