package io.switchboard.projector.index;

import io.switchboard.events.Cid;
import io.switchboard.projector.listing.ListedRows;
import io.switchboard.projector.rows.Basis;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All indexes of a shard, each with what changed since it was refreshed. As thread-safe as {@link IndexPart} says. */
public final class IndexParts implements AutoCloseable {

    private final ShardIndexes indexes;
    private final IndexPart<Cid, CallGeneration> calls;
    private final List<Listed<?>> listed;
    private final List<IndexPart<?, ?>> all;

    /** The index of one kind of rows. */
    private record Listed<T>(ListedRows<T> kind, IndexPart<RowId, RowGeneration<T>> part) {
        static <T> Listed<T> of(RowIndex<T> index) {
            return new Listed<>(index.listed(), new IndexPart<>(index));
        }
    }

    private IndexParts(ShardIndexes indexes) {
        this.indexes = indexes;
        this.calls = new IndexPart<>(indexes.calls());
        this.listed = indexes.listed().stream().<Listed<?>>map(Listed::of).toList();
        this.all = Stream.<IndexPart<?, ?>>concat(Stream.of(calls), listed.stream().map(Listed::part)).toList();
    }

    /**
     * Opens the indexes in the folder of a shard. They have no readers yet: {@link IndexPart#end} gives them some.
     *
     * @param basis what they are believed for
     * @throws io.switchboard.projector.rows.StorageException when the folder cannot be written
     */
    public static IndexParts open(Path shard, Basis basis) {
        return new IndexParts(ShardIndexes.open(shard, basis));
    }

    /** Each of them. Thread-safe. */
    public List<IndexPart<?, ?>> all() {
        return all;
    }

    /** Somebody reads calls, or is about to. Thread-safe. */
    public void asked() {
        calls.pace().asked();
    }

    /** Rows were written: what of these changes concerns an index is in its overlay from here on. */
    public void touch(IndexChanges changes, long count) {
        all.forEach(part -> part.touch(changes, count));
    }

    /** Whether so many documents of some index wait to be refreshed. */
    public boolean isWaiting(int documents) {
        return all.stream().anyMatch(part -> part.waiting() >= documents);
    }

    /** Those of these calls of which nothing changed since the last refresh of each index. */
    public List<Cid> unconcerned(Collection<Cid> cids) {
        return cids.stream().filter(cid -> all.stream().noneMatch(part -> part.concerns(cid))).toList();
    }

    /** The index of calls as of this count of touches; the caller releases the reader. */
    public IndexPart.Captured<Cid> captureCalls(long touches) {
        return calls.capture(touches);
    }

    /** By the kind of rows, their index as of this count of touches; the caller releases the readers. */
    public Map<ListedRows<?>, IndexPart.Captured<RowId>> captureListed(long touches) {
        Map<ListedRows<?>, IndexPart.Captured<RowId>> captured = new HashMap<>();
        listed.forEach(each -> captured.put(each.kind(), each.part().capture(touches)));
        return captured;
    }
    /** Closes the indexes; their readers are released before, if there are any. */
    @Override
    public void close() {
        indexes.close();
    }
}
