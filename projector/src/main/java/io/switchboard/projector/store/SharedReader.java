package io.switchboard.projector.store;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;

/** An open index reader that several views use at once; it closes when the last one lets go. Thread-safe. */
final class SharedReader {

    private final DirectoryReader reader;

    SharedReader(DirectoryReader reader) {
        this.reader = reader;
    }

    /** For as long as it is held. */
    DirectoryReader reader() {
        return reader;
    }

    void hold() {
        reader.incRef();
    }

    void release() {
        try {
            reader.decRef();
        } catch (IOException e) {
            throw new StorageException("cannot close an index reader", e);
        }
    }
}
