package io.switchboard.projector.index;

import io.switchboard.events.call.CallCore;
import io.switchboard.projector.rows.Basis;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;

/** An index of calls without a shard, for tests of other packages. */
public final class IndexOfCalls implements AutoCloseable {

    private final CallIndex index;

    /** @param basis what it is believed for */
    public IndexOfCalls(Path folder, Basis basis) {
        this.index = CallIndex.open(folder, basis);
    }

    /** @param members user ids */
    public void put(CallCore call, Collection<String> members) {
        index.there(call, List.copyOf(members));
    }

    /** Of everything put so far; the caller closes it. */
    public DirectoryReader reader() {
        return index.documents().reader();
    }

    /** @param checkpoint its number */
    public void commit(long checkpoint) {
        index.documents().commit(checkpoint);
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
