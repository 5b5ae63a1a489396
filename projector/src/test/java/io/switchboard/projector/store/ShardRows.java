package io.switchboard.projector.store;

import io.switchboard.events.table.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rocksdb.RocksIterator;

/** What an event changes in a shard, held back until it is applied. */
final class ShardRows implements Rows {

    private final CallShard shard;
    private final TreeMap<byte[], Optional<byte[]>> changes = new TreeMap<>(Arrays::compareUnsigned);

    ShardRows(CallShard shard) {
        this.shard = shard;
    }

    List<Row> changes() {
        return changes.entrySet().stream().map(change -> new Row(change.getKey(), change.getValue())).toList();
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        Optional<byte[]> change = changes.get(key);
        return change != null ? change : shard.get(key);
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
        TreeMap<byte[], byte[]> rows = new TreeMap<>(Arrays::compareUnsigned);
        try (ReadView view = shard.moment().orElseThrow(); RocksIterator stored = view.iterator()) {
            for (stored.seek(from); stored.isValid() && Arrays.compareUnsigned(stored.key(), to) < 0; stored.next()) {
                rows.put(stored.key(), stored.value());
            }
        }
        changes.subMap(from, to).forEach((key, change) ->
                change.ifPresentOrElse(value -> rows.put(key, value), () -> rows.remove(key)));
        for (Map.Entry<byte[], byte[]> row : rows.entrySet()) {
            if (!visitor.visit(row.getKey(), row.getValue())) {
                return;
            }
        }
    }
}
