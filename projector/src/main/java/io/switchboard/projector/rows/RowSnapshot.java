package io.switchboard.projector.rows;

import io.switchboard.events.table.Rows;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

/**
 * The rows of a shard as they were at one moment. For one thread at a time; writing is refused.
 *
 * <p>Making an iterator costs more than a short scan with it, and showing a page takes one scan after another, so the
 * last one used is kept for the next.
 */
public final class RowSnapshot implements Rows, AutoCloseable {

    private final RocksDB db;
    private final GivenUp givenUp;
    private final Snapshot snapshot;
    private final ReadOptions options;
    private Optional<RocksIterator> idle = Optional.empty();

    /** @param givenUp hears of damage that reading meets */
    RowSnapshot(RocksDB db, GivenUp givenUp) {
        this.db = db;
        this.givenUp = givenUp;
        this.snapshot = db.getSnapshot();
        this.options = new ReadOptions().setSnapshot(snapshot);
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        try {
            return Optional.ofNullable(db.get(options, key));
        } catch (RocksDBException e) {
            throw givenUp.failure("cannot read a row", e);
        }
    }

    @Override
    public void scan(byte[] from, byte[] to, Visitor visitor) {
        with(it -> {
            it.seek(from);
            boolean more = true;
            while (more && it.isValid() && Arrays.compareUnsigned(it.key(), to) < 0) {
                more = visitor.visit(it.key(), it.value());
                it.next();
            }
        });
    }

    /** Visits keys in [from, to) in descending order until the visitor has seen enough. */
    public void scanBack(byte[] from, byte[] to, Visitor visitor) {
        with(it -> {
            it.seekForPrev(to);
            if (it.isValid() && Arrays.equals(it.key(), to)) {
                it.prev();
            }
            boolean more = true;
            while (more && it.isValid() && Arrays.compareUnsigned(it.key(), from) >= 0) {
                more = visitor.visit(it.key(), it.value());
                it.prev();
            }
        });
    }

    /** Whoever visits rows may scan others meanwhile, with an iterator of their own. */
    private void with(Consumer<RocksIterator> scan) {
        RocksIterator it = idle.orElseGet(this::iterator);
        idle = Optional.empty();
        try {
            scan.accept(it);
            check(it);
        } finally {
            idle.ifPresent(RocksIterator::close);
            idle = Optional.of(it);
        }
    }

    /**
     * An iterator over this snapshot; the caller closes it, before the snapshot. Where it ends it may also have failed,
     * which {@link #check} tells.
     */
    public RocksIterator iterator() {
        return db.newIterator(options);
    }

    /**
     * What an iterator showed counts only after this.
     *
     * @throws StorageException when it could not read on
     */
    public void check(RocksIterator it) {
        try {
            it.status();
        } catch (RocksDBException e) {
            throw givenUp.failure("cannot scan rows", e);
        }
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
        idle.ifPresent(RocksIterator::close);
        idle = Optional.empty();
        options.close();
        db.releaseSnapshot(snapshot);
    }
}
