package io.switchboard.projector.store;

import io.switchboard.events.codec.EventCodec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Makes the call store of each task, and knows those that are open: what is put into a call store are events, which
 * Streams' layers around it have no word for. All share the same resources. Thread-safe.
 */
public final class IndexedCallStores implements KeyValueBytesStoreSupplier {

    private final String name;
    private final EventCodec codec;
    private final StoreResources resources;
    private final Map<TaskId, IndexedCallStore> open = new ConcurrentHashMap<>();

    /** @param codec reads the events of the log */
    public IndexedCallStores(String name, EventCodec codec, StoreResources resources) {
        this.name = name;
        this.codec = codec;
        this.resources = resources;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        return new IndexedCallStore(name, codec, resources, open);
    }

    /**
     * Where the events of a task go whose store is open.
     *
     * @throws IllegalStateException when it is not
     */
    public CallFolder of(TaskId task) {
        IndexedCallStore store = open.get(task);
        if (store == null) {
            throw new IllegalStateException("store " + name + " of task " + task + " is closed");
        }
        return store;
    }

    @Override
    public String metricsScope() {
        return "indexed-calls";
    }
}
