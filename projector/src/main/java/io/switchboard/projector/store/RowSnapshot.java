package io.switchboard.projector.store;

import io.switchboard.events.table.Rows;
import java.util.Arrays;
import java.util.Optional;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

/** The rows of a shard as they were at one moment. For one thread at a time; writing is refused. */
final class RowSnapshot implements Rows, AutoCloseable {

    private final RocksDB db;
    private final Snapshot snapshot;
    private final ReadOptions options;

    RowSnapshot(RocksDB db) {
        this.db = db;
        this.snapshot = db.getSnapshot();
        this.options = new ReadOptions().setSnapshot(snapshot);
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        try {
            return Optional.ofNullable(db.get(options, key));
        } catch (RocksDBException e) {
            throw new StorageException("cannot read a row", e);
        }
    }

    @Override
    public void scan(byte[] from, byte[] to, Visitor visitor) {
        try (RocksIterator it = db.newIterator(options)) {
            for (it.seek(from); it.isValid() && Arrays.compareUnsigned(it.key(), to) < 0; it.next()) {
                if (!visitor.visit(it.key(), it.value())) {
                    return;
                }
            }
            it.status();
        } catch (RocksDBException e) {
            throw new StorageException("cannot scan rows", e);
        }
    }

    /** Visits keys in [from, to) in descending order until the visitor has seen enough. */
    void scanBack(byte[] from, byte[] to, Visitor visitor) {
        try (RocksIterator it = db.newIterator(options)) {
            it.seekForPrev(to);
            if (it.isValid() && Arrays.equals(it.key(), to)) {
                it.prev();
            }
            for (; it.isValid() && Arrays.compareUnsigned(it.key(), from) >= 0; it.prev()) {
                if (!visitor.visit(it.key(), it.value())) {
                    return;
                }
            }
            it.status();
        } catch (RocksDBException e) {
            throw new StorageException("cannot scan rows", e);
        }
    }

    /** An iterator over this snapshot; the caller closes it, before the snapshot. */
    RocksIterator iterator() {
        return db.newIterator(options);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        throw new UnsupportedOperationException("a snapshot cannot be written");
    }

    @Override
    public void delete(byte[] key) {
        throw new UnsupportedOperationException("a snapshot cannot be written");
    }

    @Override
    public void close() {
        options.close();
        db.releaseSnapshot(snapshot);
    }
}
