package io.switchboard.projector.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link CallShard} as the Kafka Streams store of one task. Streams wraps it with metrics like any other; queries of
 * type {@link OpenView} fall through that layer to here.
 *
 * <p>Its changelog is the event log itself: what Streams restores are events, and restoring folds them as processing
 * does. It keeps its offset in the log itself, among the rows (KIP-1035), so after a crash Streams restores from where
 * the rows are.
 *
 * <p>{@link #get}, the writing methods and restoring are for the task's thread alone.
 */
final class IndexedCallStore implements KeyValueStore<Bytes, byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(IndexedCallStore.class);

    private final String name;
    private final StoreResources resources;
    private final EventFolding folding;
    private final Position position = Position.emptyPosition();
    /** What was read since the last write: the rows an event changes as they were, mostly. */
    private final Map<Bytes, Optional<byte[]>> lastRead = new HashMap<>();
    private StateStoreContext context;
    private volatile Optional<CallShard> shard = Optional.empty();

    IndexedCallStore(String name, EventFolding folding, StoreResources resources) {
        this.name = name;
        this.folding = folding;
        this.resources = resources;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext storeContext, StateStore root) {
        context = storeContext;
        CallShard open = CallShard.open(storeContext.stateDir().toPath().resolve(name), resources);
        lastRead.clear();
        shard = Optional.of(open);
        resources.opened(storeContext.taskId(), open);
        storeContext.register(root, new Restoring());
    }

    @Override
    public byte[] get(Bytes key) {
        Optional<byte[]> value = opened().get(key.get());
        lastRead.put(key, value);
        return value.orElse(null);
    }

    @Override
    public void put(Bytes key, byte[] value) {
        apply(List.of(new Row(key.get(), Optional.ofNullable(value))));
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        apply(entries.stream().map(entry -> new Row(entry.key.get(), Optional.ofNullable(entry.value))).toList());
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        byte[] present = get(key);
        if (present == null) {
            put(key, value);
        }
        return present;
    }

    @Override
    public byte[] delete(Bytes key) {
        byte[] present = get(key);
        put(key, null);
        return present;
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        return new ViewIterator(openView(), Optional.ofNullable(from), Optional.ofNullable(to));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return range(null, null);
    }

    @Override
    public long approximateNumEntries() {
        return opened().estimatedRows();
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        try {
            opened().commit(changelogOffsets);
        } catch (DamagedRowsException e) {
            // Streams takes any failure here for the death of the thread. The shard is given up, which was logged, and
            // StoreResources.givenUp makes Streams open it again.
            LOG.debug("store {} has nothing to commit", name, e);
        }
    }

    @Override
    public Long committedOffset(TopicPartition partition) {
        return opened().committedOffset(partition).orElse(null);
    }

    @Override
    @Deprecated
    public boolean managesOffsets() {
        return true;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return shard.isPresent();
    }

    @Override
    public Position getPosition() {
        return position;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
        if (!(query instanceof OpenView)) {
            return QueryResult.forUnknownQueryType(query, this);
        }
        try {
            Optional<ReadView> view = shard.flatMap(CallShard::view);
            if (view.isEmpty()) {
                return QueryResult.forFailure(FailureReason.NOT_PRESENT, "the store is closed");
            }
            QueryResult<R> result = (QueryResult<R>) QueryResult.forResult(view.get());
            result.setPosition(position.copy());
            return result;
        } catch (StorageException e) {
            return QueryResult.forFailure(FailureReason.STORE_EXCEPTION, e.toString());
        }
    }

    @Override
    public void close() {
        Optional<CallShard> open = shard;
        shard = Optional.empty();
        open.ifPresent(closing -> {
            resources.closed(closing);
            closing.close();
        });
    }

    private void apply(List<Row> rows) {
        CallShard open = opened();
        open.apply(rows, key -> {
            Optional<byte[]> known = lastRead.get(Bytes.wrap(key));
            return known != null ? known : open.get(key);
        });
        lastRead.clear();
        context.recordMetadata().ifPresent(record ->
                position.withComponent(record.topic(), record.partition(), record.offset()));
    }

    private ReadView openView() {
        return opened().moment().orElseThrow(() -> new IllegalStateException("store " + name + " is closed"));
    }

    private CallShard opened() {
        return shard.orElseThrow(() -> new IllegalStateException("store " + name + " is closed"));
    }

    private final class Restoring implements BatchingStateRestoreCallback {
        @Override
        public void restoreAll(Collection<KeyValue<byte[], byte[]>> records) {
            records.forEach(record -> restore(record.key, record.value));
        }

        @Override
        public void restore(byte[] key, byte[] value) {
            folding.fold(value, IndexedCallStore.this);
        }
    }
}
