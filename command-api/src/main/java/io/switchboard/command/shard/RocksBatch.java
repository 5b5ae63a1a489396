package io.switchboard.command.shard;

import java.util.Optional;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatchWithIndex;

/** Uncommitted rows over those of a {@link RocksShardStore}. The shard's thread only; closing twice is harmless. */
final class RocksBatch implements ShardStore.Batch {

    private final RocksShardStore store;
    private final WriteBatchWithIndex batch = new WriteBatchWithIndex(true);

    RocksBatch(RocksShardStore store) {
        this.store = store;
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        return store.use(db -> {
            try {
                return Optional.ofNullable(batch.getFromBatchAndDB(db, store.reads(), key));
            } catch (RocksDBException e) {
                throw new StoreException("a row cannot be read: " + e.getMessage(), e);
            }
        });
    }

    @Override
    public void put(byte[] key, byte[] value) {
        change(() -> batch.put(key, value));
    }

    @Override
    public void delete(byte[] key) {
        change(() -> batch.delete(key));
    }

    @Override
    public void scan(byte[] from, byte[] to, Visitor visitor) {
        store.use(db -> {
            // The iterator over both takes the one over the database into its ownership.
            try (Slice end = new Slice(to); ReadOptions bounded = new ReadOptions(store.reads()).setIterateUpperBound(end);
                 RocksIterator both = batch.newIteratorWithBase(db.newIterator(bounded), bounded)) {
                RocksRows.visit(both, from, to, visitor);
            }
            return null;
        });
    }

    @Override
    public void savepoint() {
        batch.setSavePoint();
    }

    @Override
    public void rollback() {
        change(batch::rollbackToSavePoint);
    }

    @Override
    public void commit(long nextOffset) {
        store.write(batch, nextOffset);
        batch.clear();
    }

    @Override
    public void close() {
        batch.close();
    }

    private interface Change {
        void make() throws RocksDBException;
    }

    private static void change(Change change) {
        try {
            change.make();
        } catch (RocksDBException e) {
            throw new StoreException("a batch cannot be changed: " + e.getMessage(), e);
        }
    }
}
