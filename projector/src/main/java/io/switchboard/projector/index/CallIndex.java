package io.switchboard.projector.index;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.projector.rows.Basis;
import io.switchboard.projector.rows.RowSnapshot;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.Document;

/** The index of a shard's calls, a document each, in the order in which answers have them unless asked otherwise. */
final class CallIndex implements ShardIndex<CallGeneration>, IndexableCalls.Visitor {

    private final LuceneIndex documents;

    private CallIndex(LuceneIndex documents) {
        this.documents = documents;
    }

    /** As {@link LuceneIndex#open}. */
    static CallIndex open(Path folder, Basis basis) {
        return new CallIndex(LuceneIndex.open(folder, basis, Optional.of(IndexSchema.ORDER_OF_CALLS)));
    }

    @Override
    public LuceneIndex documents() {
        return documents;
    }

    @Override
    public CallGeneration nothing() {
        return new CallGeneration();
    }

    @Override
    public void write(CallGeneration changed, RowSnapshot rows) {
        changed.begun().forEach(this::begun);
        write(changed.changed(), rows);
    }

    @Override
    public void write(Collection<Cid> calls, RowSnapshot rows) {
        try (IndexableCalls readable = new IndexableCalls(rows)) {
            readable.each(calls, this);
        }
    }

    @Override
    public void writeAll(RowSnapshot rows, Runnable each) {
        try (IndexableCalls readable = new IndexableCalls(rows)) {
            readable.all(this, each);
        }
    }

    @Override
    public void there(CallCore core, List<String> members) {
        documents.put(CallDocument.key(core.cid().toString()), document(core, members));
    }

    /** Puts a call that was never put before: no document of it has to be looked for, to replace it. */
    private void begun(IndexedCall call) {
        if (call.core().deletedAt().isEmpty()) {
            documents.add(document(call.core(), call.members()));
        }
    }

    private static Document document(CallCore core, Collection<String> members) {
        CallDocument document = CallDocument.of(core);
        members.forEach(document::member);
        return document.document();
    }

    @Override
    public void gone(Cid cid) {
        documents.remove(CallDocument.key(cid.toString()));
    }
}
