package io.switchboard.projector;

import io.switchboard.projector.consistency.AppliedPositions;
import io.switchboard.projector.store.DamagedRowsException;
import io.switchboard.projector.store.EventFolding;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Folds the events of one partition into its store and reports how far it is.
 * Streams calls it on one thread; it opens after the store is restored.
 */
final class CallProjection implements Processor<byte[], byte[], Void, Void> {

    private final String store;
    private final String source;
    private final EventFolding folding;
    private final AppliedPositions positions;
    private ProcessorContext<Void, Void> context;
    private TopicPartition partition;
    private KeyValueStore<Bytes, byte[]> calls;

    /**
     * @param store  name of the call store
     * @param source topic whose partitions are folded
     */
    CallProjection(String store, String source, EventFolding folding, AppliedPositions positions) {
        this.store = store;
        this.source = source;
        this.folding = folding;
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
     * @throws TaskCorruptedException when the store is given up: Streams opens it again, empty, and restores it
     * @throws RuntimeException       as {@link EventFolding#fold}; Streams tells with it which record it was
     */
    @Override
    public void process(Record<byte[], byte[]> event) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        try {
            folding.fold(event.value(), calls);
        } catch (DamagedRowsException e) {
            TaskCorruptedException corrupted = new TaskCorruptedException(Set.of(context.taskId()));
            corrupted.initCause(e);
            throw corrupted;
        }
        positions.applied(partition, metadata.offset());
    }

    @Override
    public void close() {
        positions.left(partition);
    }
}
