package io.switchboard.projector.store;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;

/** An open index reader that several views use at once; it closes when the last one lets go. Thread-safe. */
final class SharedReader {

    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    SharedReader(DirectoryReader reader) {
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
    }

    IndexSearcher searcher() {
        return searcher;
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
