package io.switchboard.projector.store;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Makes the call store of each task. All share the same resources.
 *
 * @param folding what restoring does with the events of the log
 */
public record IndexedCallStores(String name, EventFolding folding, StoreResources resources) implements KeyValueBytesStoreSupplier {

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        return new IndexedCallStore(name, folding, resources);
    }

    @Override
    public String metricsScope() {
        return "indexed-calls";
    }
}
