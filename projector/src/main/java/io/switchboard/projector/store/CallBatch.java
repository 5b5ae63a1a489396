package io.switchboard.projector.store;

import io.switchboard.events.Cid;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.call.BrokenHistoryException;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallFold;
import io.switchboard.events.call.CallSession;
import io.switchboard.events.call.Feedback;
import io.switchboard.events.table.CallKeys;
import io.switchboard.events.table.CallTable;
import io.switchboard.events.table.Documents;
import io.switchboard.events.table.RowDocuments;
import io.switchboard.events.table.RowEncoder;
import io.switchboard.projector.index.IndexChanges;
import io.switchboard.projector.index.IndexImpact;
import io.switchboard.projector.index.IndexedCall;
import io.switchboard.projector.listing.CallChange;
import io.switchboard.projector.listing.ListedRows;
import io.switchboard.projector.listing.RowChange;
import io.switchboard.projector.rows.Row;
import io.switchboard.projector.rows.RowSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;

/**
 * A stretch of events folded in memory, over the rows as they are, until {@link CallShard#apply} writes what became of
 * them as one. A row is decoded at most once, encoded once, and written once, however many events touch it; of a call
 * that begins here no row is looked for at all. For one thread, and for one use: write it or close it.
 */
final class CallBatch implements Documents, AutoCloseable {

    private final Supplier<RowSnapshot> source;
    private final CallTable table = new CallTable(this);
    private final Map<Bytes, Part> parts = new LinkedHashMap<>();
    private Optional<RowSnapshot> stored = Optional.empty();
    private Optional<Part> last = Optional.empty();
    /** What takes back the event that is being folded, in the order in which it was done. */
    private final List<Runnable> undo = new ArrayList<>();

    /** @param source of the rows; nobody writes call rows until this is closed */
    CallBatch(Supplier<RowSnapshot> source) {
        this.source = source;
    }

    /** The rows of one call. */
    private static final class Part {
        private final byte[] prefix;
        private final NavigableMap<byte[], Held> rows = new TreeMap<>(Arrays::compareUnsigned);
        /** Nothing of it is stored: no call has rows without a core row. */
        private boolean begins;

        private Part(byte[] prefix) {
            this.prefix = prefix;
        }

        private boolean holds(byte[] key) {
            return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
        }
    }

    /** One row: what it was, as far as somebody looked, and what it is. */
    private static final class Held {
        private final Optional<Optional<?>> before;
        private Optional<?> now;
        private boolean changed;

        private Held(Optional<Optional<?>> before) {
            this.before = before;
            this.now = before.orElse(Optional.empty());
        }

        private Runnable restoring() {
            Optional<?> is = now;
            boolean isChanged = changed;
            return () -> {
                now = is;
                changed = isChanged;
            };
        }
    }

    /**
     * What a batch changes.
     *
     * @param rows      to write
     * @param documents what the indexes have to hear of that
     */
    record Changes(List<Row> rows, IndexChanges documents) {
    }

    /**
     * Folds one event; one that is folded already changes nothing.
     *
     * @throws BrokenHistoryException when it is not the next event of its call; nothing of it is in the batch then
     */
    void fold(StoredEvent event) {
        undo.clear();
        try {
            CallFold.apply(event, table);
        } catch (RuntimeException e) {
            undo.reversed().forEach(Runnable::run);
            throw e;
        }
    }

    Changes changes() {
        List<Row> rows = new ArrayList<>();
        Map<Cid, IndexedCall.Change> indexed = new LinkedHashMap<>();
        List<CallChange> calls = new ArrayList<>();
        try (RowEncoder encoder = new RowEncoder()) {
            for (Part part : parts.values()) {
                List<IndexImpact.Change> changes = new ArrayList<>();
                part.rows.forEach((key, held) -> {
                    if (held.changed && (held.now.isPresent() || !part.begins)) {
                        rows.add(new Row(key, held.now.map(encoder::encode)));
                        changes.add(new IndexImpact.Change(key, () -> before(key, held), held.now));
                    }
                });
                if (changes.isEmpty()) {
                    continue;
                }
                Cid cid = CallKeys.cid(part.prefix);
                if (IndexImpact.of(changes)) {
                    indexed.put(cid, indexed(cid, part));
                }
                calls.add(change(cid, part));
            }
        }
        return new Changes(rows, new IndexChanges(indexed, listed(calls)));
    }

    private static Map<ListedRows<?>, List<? extends RowChange<?>>> listed(List<CallChange> calls) {
        Map<ListedRows<?>, List<? extends RowChange<?>>> listed = new LinkedHashMap<>();
        ListedRows.ALL.forEach(kind -> listed.put(kind, changes(kind, calls)));
        return listed;
    }

    private static <T> List<RowChange<T>> changes(ListedRows<T> kind, List<CallChange> calls) {
        return calls.stream().flatMap(call -> kind.changes(call).stream()).toList();
    }

    private CallChange change(Cid cid, Part part) {
        byte[] key = CallKeys.core(cid);
        Held core = part.rows.get(key);
        CallChange change = new CallChange(before(key, core).map(CallCore.class::cast),
                (CallCore) core.now.orElseThrow(), new LinkedHashMap<>(), new LinkedHashMap<>());
        part.rows.forEach((row, held) -> {
            if (held.changed && CallKeys.isPastSession(row)) {
                change.pastSessions().put(CallKeys.nameIn(cid, row), held.now.map(CallSession.class::cast));
            } else if (held.changed && CallKeys.isFeedback(row)) {
                change.feedback().put(CallKeys.feedbackSeq(row), held.now.map(Feedback.class::cast));
            }
        });
        return change;
    }

    private static IndexedCall.Change indexed(Cid cid, Part part) {
        Set<String> added = new LinkedHashSet<>();
        Set<String> removed = new LinkedHashSet<>();
        part.rows.forEach((key, held) -> {
            if (held.changed && CallKeys.isMember(key)) {
                (held.now.isPresent() ? added : removed).add(CallKeys.nameIn(cid, key));
            }
        });
        CallCore core = (CallCore) part.rows.get(CallKeys.core(cid)).now.orElseThrow();
        return new IndexedCall.Change(core, part.begins, added, removed);
    }

    @Override
    public <T> Optional<T> get(byte[] key, Class<T> type) {
        return held(key, type).now.map(type::cast);
    }

    @Override
    public void put(byte[] key, Object document) {
        change(key, Optional.of(document));
    }

    @Override
    public void delete(byte[] key) {
        change(key, Optional.empty());
    }

    @Override
    public <T> void scan(byte[] prefix, Class<T> type, Predicate<T> visitor) {
        NavigableMap<byte[], Optional<T>> found = new TreeMap<>(Arrays::compareUnsigned);
        eachStored(prefix, (key, value) -> found.put(key, Optional.of(RowDocuments.decode(value, type))));
        part(prefix).rows.subMap(prefix, CallKeys.after(prefix))
                .forEach((key, held) -> found.put(key, held.now.map(type::cast)));
        for (Optional<T> document : found.values()) {
            if (document.isPresent() && !visitor.test(document.get())) {
                return;
            }
        }
    }

    @Override
    public void scanKeys(byte[] prefix, Predicate<byte[]> visitor) {
        NavigableMap<byte[], Boolean> found = new TreeMap<>(Arrays::compareUnsigned);
        eachStored(prefix, (key, value) -> found.put(key, true));
        part(prefix).rows.subMap(prefix, CallKeys.after(prefix))
                .forEach((key, held) -> found.put(key, held.now.isPresent()));
        for (Map.Entry<byte[], Boolean> row : found.entrySet()) {
            if (row.getValue() && !visitor.test(row.getKey())) {
                return;
            }
        }
    }

    @Override
    public void close() {
        stored.ifPresent(RowSnapshot::close);
        stored = Optional.empty();
    }

    /** Rows that are stored but not held here. */
    private void eachStored(byte[] prefix, StoredRow visitor) {
        Part part = part(prefix);
        if (!part.begins) {
            stored().scan(prefix, CallKeys.after(prefix), (key, value) -> {
                if (!part.rows.containsKey(key)) {
                    visitor.visit(key, value);
                }
                return true;
            });
        }
    }

    private interface StoredRow {
        void visit(byte[] key, byte[] value);
    }

    private Held held(byte[] key, Class<?> type) {
        Part part = part(key);
        Held held = part.rows.get(key);
        if (held == null) {
            Optional<?> before = part.begins ? Optional.empty()
                    : stored().get(key).map(value -> RowDocuments.decode(value, type));
            part.begins |= before.isEmpty() && CallKeys.isCore(key);
            held = new Held(Optional.of(before));
            part.rows.put(key, held);
        }
        return held;
    }

    private void change(byte[] key, Optional<Object> document) {
        Part part = part(key);
        Held held = part.rows.get(key);
        if (held == null) {
            held = new Held(part.begins ? Optional.of(Optional.empty()) : Optional.empty());
            part.rows.put(key, held);
            undo.add(() -> part.rows.remove(key));
        } else {
            undo.add(held.restoring());
        }
        held.now = document;
        held.changed = true;
    }

    /** What the row was, or any document in place of it: for a row that nobody read only its presence counts. */
    private Optional<?> before(byte[] key, Held held) {
        return held.before.orElseGet(() -> stored().get(key));
    }

    /** Events of a call come close to each other, and all rows of an event are of one call. */
    private Part part(byte[] key) {
        if (last.isEmpty() || !last.get().holds(key)) {
            byte[] prefix = CallKeys.prefix(key);
            last = Optional.of(parts.computeIfAbsent(Bytes.wrap(prefix), unknown -> new Part(prefix)));
        }
        return last.get();
    }

    private RowSnapshot stored() {
        if (stored.isEmpty()) {
            stored = Optional.of(source.get());
        }
        return stored.get();
    }
}
