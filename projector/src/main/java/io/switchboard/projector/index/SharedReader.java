package io.switchboard.projector.index;

import io.switchboard.projector.rows.StorageException;
import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;

/** An open index reader that several views use at once; it closes when the last one lets go. Thread-safe. */
public final class SharedReader {

    private final DirectoryReader reader;

    SharedReader(DirectoryReader reader) {
        this.reader = reader;
    }

    /** For as long as it is held. */
    public DirectoryReader reader() {
        return reader;
    }

    /** The holder releases it. */
    void hold() {
        reader.incRef();
    }

    /** Closes the reader if nobody else holds it. */
    public void release() {
        try {
            reader.decRef();
        } catch (IOException e) {
            throw new StorageException("cannot close an index reader", e);
        }
    }
}
