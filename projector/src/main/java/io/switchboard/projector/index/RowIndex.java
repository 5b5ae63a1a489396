package io.switchboard.projector.index;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.table.CallTable;
import io.switchboard.projector.listing.ListedRows;
import io.switchboard.projector.listing.RowChange;
import io.switchboard.projector.listing.RowFields;
import io.switchboard.projector.rows.Basis;
import io.switchboard.projector.rows.CallScan;
import io.switchboard.projector.rows.RowSnapshot;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** An index of rows of calls, such as sessions or feedback, a document each. */
final class RowIndex<T> implements ShardIndex<RowGeneration<T>> {

    private final ListedRows<T> listed;
    private final RowFields<T> fields;
    private final LuceneIndex documents;

    private RowIndex(ListedRows<T> listed, LuceneIndex documents) {
        this.listed = listed;
        this.fields = RowFields.of(listed);
        this.documents = documents;
    }

    /** As {@link LuceneIndex#open}. */
    static <T> RowIndex<T> open(ListedRows<T> listed, Path folder, Basis basis) {
        return new RowIndex<>(listed, LuceneIndex.open(folder, basis, Optional.empty()));
    }

    ListedRows<T> listed() {
        return listed;
    }

    @Override
    public LuceneIndex documents() {
        return documents;
    }

    @Override
    public RowGeneration<T> nothing() {
        return new RowGeneration<>(listed);
    }

    /** The changes hold their rows: none has to be read. */
    @Override
    public void write(RowGeneration<T> changed, RowSnapshot rows) {
        changed.changes().forEach(this::write);
    }

    private void write(RowChange<T> change) {
        if (change.now().isEmpty()) {
            documents.remove(RowDocument.key(change.identity()));
        } else if (change.isNew()) {
            add(change.now().get());
        } else {
            documents.put(RowDocument.key(change.identity()),
                    RowDocument.of(change.identity(), fields, change.now().get()));
        }
    }

    @Override
    public void write(Collection<Cid> calls, RowSnapshot rows) {
        CallTable table = new CallTable(rows);
        calls.forEach(cid -> documents.remove(RowDocument.ofCall(cid)));
        new CallScan(rows, () -> { }).each(Optional.of(Set.copyOf(calls)), adding(table));
    }

    @Override
    public void writeAll(RowSnapshot rows, Runnable each) {
        new CallScan(rows, each).each(Optional.empty(), adding(new CallTable(rows)));
    }

    private Consumer<CallCore> adding(CallTable table) {
        return call -> listed.each(table, call, this::add);
    }

    private void add(T row) {
        documents.add(RowDocument.of(listed.identity(row), fields, row));
    }
}
