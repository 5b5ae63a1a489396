package io.switchboard.projector;

import io.switchboard.events.call.CallFold;
import io.switchboard.events.codec.CorruptEventException;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.table.CallTable;
import io.switchboard.projector.consistency.AppliedPositions;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Folds the events of one partition into its store, one {@code putAll} per event, and reports how far it is.
 * Streams calls it on one thread; it opens after the store is restored.
 */
final class CallProjection implements Processor<byte[], byte[], Void, Void> {

    private final String store;
    private final String source;
    private final EventCodec codec;
    private final AppliedPositions positions;
    private ProcessorContext<Void, Void> context;
    private TopicPartition partition;
    private KeyValueStore<Bytes, byte[]> calls;

    /**
     * @param store  name of the call store
     * @param source topic whose partitions are folded
     */
    CallProjection(String store, String source, EventCodec codec, AppliedPositions positions) {
        this.store = store;
        this.source = source;
        this.codec = codec;
        this.positions = positions;
    }

    @Override
    public void init(ProcessorContext<Void, Void> processorContext) {
        context = processorContext;
        calls = processorContext.getStateStore(store);
        partition = new TopicPartition(source, processorContext.taskId().partition());
        positions.served(partition);
    }

    /**
     * @throws CorruptEventException when the record is no event; the log is broken, going on would show wrong calls
     */
    @Override
    public void process(Record<byte[], byte[]> event) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        if (event.value() == null) {
            throw new CorruptEventException("record " + metadata.offset() + " of " + partition + " has no value");
        }
        RowBuffer buffer = new RowBuffer(calls);
        if (CallFold.apply(codec.decode(event.value()), new CallTable(buffer))) {
            calls.putAll(buffer.changes());
        }
        positions.applied(partition, metadata.offset());
    }

    @Override
    public void close() {
        positions.left(partition);
    }
}
