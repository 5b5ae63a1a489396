package io.switchboard.projector.store;

import io.switchboard.events.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The rows of a store with the changes of one event held back, so that the event reaches the store as one
 * {@code putAll} and a reader sees all of it or nothing. Reads see the held changes. Not thread-safe.
 */
final class RowBuffer implements Rows {

    private final KeyValueStore<Bytes, byte[]> store;
    private final TreeMap<byte[], Optional<byte[]>> changes = new TreeMap<>(Arrays::compareUnsigned);

    RowBuffer(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        Optional<byte[]> change = changes.get(key);
        return change != null ? change : Optional.ofNullable(store.get(Bytes.wrap(key)));
    }

    @Override
    public void put(byte[] key, byte[] value) {
        changes.put(key, Optional.of(value));
    }

    @Override
    public void delete(byte[] key) {
        changes.put(key, Optional.empty());
    }

    @Override
    public void scan(byte[] from, byte[] to, Visitor visitor) {
        TreeMap<byte[], Optional<byte[]>> rows = new TreeMap<>(Arrays::compareUnsigned);
        try (KeyValueIterator<Bytes, byte[]> stored = store.range(Bytes.wrap(from), Bytes.wrap(to))) {
            stored.forEachRemaining(row -> rows.put(row.key.get(), Optional.of(row.value)));
        }
        rows.putAll(changes.subMap(from, to));
        rows.remove(to);
        for (var row : rows.entrySet()) {
            if (row.getValue().isPresent() && !visitor.visit(row.getKey(), row.getValue().get())) {
                return;
            }
        }
    }

    /** The held changes, as {@code putAll} takes them. */
    List<KeyValue<Bytes, byte[]>> changes() {
        List<KeyValue<Bytes, byte[]>> list = new ArrayList<>(changes.size());
        changes.forEach((key, value) -> list.add(KeyValue.pair(Bytes.wrap(key), value.orElse(null))));
        return list;
    }
}
