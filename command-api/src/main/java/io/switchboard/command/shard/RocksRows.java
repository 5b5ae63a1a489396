package io.switchboard.command.shard;

import io.switchboard.events.table.Rows;
import java.util.Arrays;
import java.util.Optional;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/** Reads of an open database. Whoever makes one keeps the database open meanwhile. */
record RocksRows(RocksDB db, ReadOptions options) implements Rows {

    @Override
    public Optional<byte[]> get(byte[] key) {
        try {
            return Optional.ofNullable(db.get(options, key));
        } catch (RocksDBException e) {
            throw new StoreException("a row cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void put(byte[] key, byte[] value) {
        throw new UnsupportedOperationException("committed rows change by a batch only");
    }

    @Override
    public void delete(byte[] key) {
        throw new UnsupportedOperationException("committed rows change by a batch only");
    }

    @Override
    public void scan(byte[] from, byte[] to, Visitor visitor) {
        // The bound keeps the iterator from walking over the deleted rows of its neighbours.
        try (Slice end = new Slice(to); ReadOptions bounded = new ReadOptions(options).setIterateUpperBound(end);
             RocksIterator iterator = db.newIterator(bounded)) {
            visit(iterator, from, to, visitor);
        }
    }

    static void visit(RocksIterator iterator, byte[] from, byte[] to, Visitor visitor) {
        iterator.seek(from);
        while (iterator.isValid()) {
            byte[] key = iterator.key();
            if (Arrays.compareUnsigned(key, to) >= 0 || !visitor.visit(key, iterator.value())) {
                return;
            }
            iterator.next();
        }
        try {
            iterator.status();
        } catch (RocksDBException e) {
            throw new StoreException("rows cannot be read: " + e.getMessage(), e);
        }
    }
}
