package io.switchboard.projector.store;

import io.switchboard.events.Cid;
import io.switchboard.projector.listing.ListedRows;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All indexes of a shard, each with what changed since it was refreshed. As thread-safe as {@link IndexPart} says. */
final class IndexParts {

    private final IndexPart<Cid, CallGeneration> calls;
    private final List<Listed<?>> listed;
    private final List<IndexPart<?, ?>> all;

    /** The index of one kind of rows. */
    private record Listed<T>(ListedRows<T> kind, IndexPart<RowId, RowGeneration<T>> part) {
        static <T> Listed<T> of(RowIndex<T> index) {
            return new Listed<>(index.listed(), new IndexPart<>(index));
        }
    }

    IndexParts(ShardIndexes indexes) {
        this.calls = new IndexPart<>(indexes.calls());
        this.listed = indexes.listed().stream().<Listed<?>>map(Listed::of).toList();
        this.all = Stream.<IndexPart<?, ?>>concat(Stream.of(calls), listed.stream().map(Listed::part)).toList();
    }

    /** Each of them. Thread-safe. */
    List<IndexPart<?, ?>> all() {
        return all;
    }

    /** Somebody reads calls, or is about to. Thread-safe. */
    void asked() {
        calls.pace().asked();
    }

    void touch(CallBatch.Changes changes, long count) {
        all.forEach(part -> part.touch(changes, count));
    }

    /** Whether so many documents of some index wait to be refreshed. */
    boolean isWaiting(int documents) {
        return all.stream().anyMatch(part -> part.waiting() >= documents);
    }

    /** Those of these calls of which nothing changed since the last refresh of each index. */
    List<Cid> unconcerned(Collection<Cid> cids) {
        return cids.stream().filter(cid -> all.stream().noneMatch(part -> part.concerns(cid))).toList();
    }

    /** See {@link IndexPart#capture}. */
    IndexPart.Captured<Cid> captureCalls(long touches) {
        return calls.capture(touches);
    }

    /** See {@link IndexPart#capture}; by the kind of rows. */
    Map<ListedRows<?>, IndexPart.Captured<RowId>> captureListed(long touches) {
        Map<ListedRows<?>, IndexPart.Captured<RowId>> captured = new HashMap<>();
        listed.forEach(each -> captured.put(each.kind(), each.part().capture(touches)));
        return captured;
    }
}
