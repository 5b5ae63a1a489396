package io.switchboard.projector;

import io.switchboard.projector.consistency.AppliedPositions;
import io.switchboard.projector.rows.DamagedRowsException;
import io.switchboard.projector.store.CallFolder;
import io.switchboard.projector.store.IndexedCallStores;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Folds the events of one partition into its store and reports how far it is.
 * Streams calls it on one thread; it opens after the store is restored.
 */
final class CallProjection implements Processor<byte[], byte[], Void, Void> {

    private final String source;
    private final IndexedCallStores stores;
    private final AppliedPositions positions;
    private ProcessorContext<Void, Void> context;
    private TopicPartition partition;
    private CallFolder calls;

    /**
     * @param source topic whose partitions are folded
     * @param stores that Streams was given for them
     */
    CallProjection(String source, IndexedCallStores stores, AppliedPositions positions) {
        this.source = source;
        this.stores = stores;
        this.positions = positions;
    }

    @Override
    public void init(ProcessorContext<Void, Void> processorContext) {
        context = processorContext;
        calls = stores.of(processorContext.taskId());
        partition = new TopicPartition(source, processorContext.taskId().partition());
        positions.served(partition);
    }

    /**
     * @throws TaskCorruptedException when the store is given up: Streams opens it again, empty, and restores it
     * @throws RuntimeException       as {@link CallFolder#fold}; Streams tells with it which record it was
     */
    @Override
    public void process(Record<byte[], byte[]> event) {
        long offset = context.recordMetadata().orElseThrow().offset();
        try {
            if (calls.fold(event.value(), positions.isLast(partition, offset))) {
                positions.applied(partition, offset);
            }
        } catch (DamagedRowsException e) {
            TaskCorruptedException corrupted = new TaskCorruptedException(Set.of(context.taskId()));
            corrupted.initCause(e);
            throw corrupted;
        }
    }

    @Override
    public void close() {
        positions.left(partition);
    }
}
