package io.switchboard.projector.index;

import io.switchboard.events.call.CallCore;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.index.DirectoryReader;

/** An index of calls without a shard, for tests of other packages. */
public final class IndexOfCalls implements AutoCloseable {

    private final CallIndex index;

    /** @param rows identity of the rows it belongs to */
    public IndexOfCalls(Path folder, UUID rows) {
        this.index = CallIndex.open(folder, rows);
    }

    /** @param members user ids */
    public void put(CallCore call, Collection<String> members) {
        index.there(call, List.copyOf(members));
    }

    /** Of everything put so far; the caller closes it. */
    public DirectoryReader reader() {
        return index.documents().reader();
    }

    public void commit() {
        index.documents().commit();
    }

    /** Whether there was none, or a doubtful one. */
    public boolean isNew() {
        return index.documents().isNew();
    }

    @Override
    public void close() {
        index.close();
    }
}
