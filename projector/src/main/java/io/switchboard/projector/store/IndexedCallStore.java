package io.switchboard.projector.store;

import io.switchboard.events.codec.CorruptEventException;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.projector.rows.DamagedRowsException;
import io.switchboard.projector.rows.StorageException;
import io.switchboard.projector.view.OpenView;
import io.switchboard.projector.view.ReadView;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.RecordMetadata;
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
 * type {@link OpenView} fall through that layer to here. It has keys and values in name only: events go in by
 * {@link #fold}, views come out.
 *
 * <p>Its changelog is the event log itself: what Streams restores are events, and restoring folds them as processing
 * does. It keeps its offset in the log itself, among the rows (KIP-1035), so after a crash Streams restores from where
 * the rows are.
 *
 * <p>Events are folded in a {@link CallBatch} and written together: all that one poll of the log brought, which is one
 * event in quiet times and hundreds in a rebuild. Whoever waits for an event waits for the end of its poll in any case
 * (see {@link io.switchboard.projector.consistency.AppliedPositions}). A commit writes the batch first, since it says
 * that everything folded so far is here.
 *
 * <p>{@link #fold}, {@link #commit} and restoring are for the task's thread alone.
 */
final class IndexedCallStore implements KeyValueStore<Bytes, byte[]>, CallFolder {

    /** So many bytes of events are written at once; what they are in memory is several times as much. */
    private static final int FULL_BATCH = 1 << 20;
    /** So many are not what somebody did just now: the log is being read faster than it is written. */
    private static final int LARGE_BATCH = 1 << 17;

    private static final Logger LOG = LoggerFactory.getLogger(IndexedCallStore.class);

    private final String name;
    private final EventCodec codec;
    private final StoreResources resources;
    private final Map<TaskId, IndexedCallStore> siblings;
    private final Position position = Position.emptyPosition();
    private StateStoreContext context;
    private volatile Optional<CallShard> shard = Optional.empty();
    private Optional<CallBatch> batch = Optional.empty();
    private int batched;
    private Optional<RecordMetadata> newest = Optional.empty();

    /** @param siblings where it is listed while it is open */
    IndexedCallStore(String name, EventCodec codec, StoreResources resources, Map<TaskId, IndexedCallStore> siblings) {
        this.name = name;
        this.codec = codec;
        this.resources = resources;
        this.siblings = siblings;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext storeContext, StateStore root) {
        context = storeContext;
        CallShard open = CallShard.open(storeContext.stateDir().toPath().resolve(name), resources);
        shard = Optional.of(open);
        resources.opened(storeContext.taskId(), open);
        siblings.put(context.taskId(), this);
        storeContext.register(root, new Restoring());
    }

    @Override
    public boolean fold(byte[] value, boolean last) {
        if (value == null) {
            throw new CorruptEventException("a record of the log has no value");
        }
        if (batch.isEmpty()) {
            batch = Optional.of(opened().batch());
        }
        batch.get().fold(codec.decode(value));
        newest = context.recordMetadata();
        batched += value.length;
        if (!last && batched < FULL_BATCH) {
            return false;
        }
        write(!last || batched >= LARGE_BATCH);
        return true;
    }

    @Override
    public long approximateNumEntries() {
        return opened().estimatedRows();
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        try {
            if (changelogOffsets.isEmpty()) {
                forget();
            } else {
                // Of what is not written yet the last event is still to come.
                write(true);
            }
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

    /** What was folded since the last commit and is not written is folded again. */
    @Override
    public void close() {
        Optional<CallShard> open = shard;
        shard = Optional.empty();
        forget();
        open.ifPresent(closing -> {
            siblings.remove(context.taskId(), this);
            resources.closed(closing);
            closing.close();
        });
    }

    @Override
    public byte[] get(Bytes key) {
        throw noRows();
    }

    @Override
    public void put(Bytes key, byte[] value) {
        throw noRows();
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        throw noRows();
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        throw noRows();
    }

    @Override
    public byte[] delete(Bytes key) {
        throw noRows();
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        throw noRows();
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        throw noRows();
    }

    private static UnsupportedOperationException noRows() {
        return new UnsupportedOperationException("a call store takes events and gives views");
    }

    /** @param more whether more is to come at once, as far as one can tell */
    private void write(boolean more) {
        batch.ifPresent(folded -> {
            opened().apply(folded, more);
            newest.ifPresent(record -> position.withComponent(record.topic(), record.partition(), record.offset()));
            forget();
        });
    }

    private void forget() {
        batch.ifPresent(CallBatch::close);
        batch = Optional.empty();
        batched = 0;
    }

    private CallShard opened() {
        return shard.orElseThrow(() -> new IllegalStateException("store " + name + " is closed"));
    }

    /** Whoever asks after the restoring sees all of it. Until then more is to come. */
    private final class Restoring implements BatchingStateRestoreCallback {
        @Override
        public void restoreAll(Collection<KeyValue<byte[], byte[]>> records) {
            records.forEach(record -> fold(record.value, false));
            write(true);
        }

        @Override
        public void restore(byte[] key, byte[] value) {
            fold(value, true);
        }
    }
}
