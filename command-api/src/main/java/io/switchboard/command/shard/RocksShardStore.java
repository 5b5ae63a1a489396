package io.switchboard.command.shard;

import io.switchboard.command.shard.ShardUnavailableException.Reason;
import io.switchboard.events.table.Rows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;
import org.rocksdb.Status;
import org.rocksdb.WriteBatchWithIndex;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of one shard in RocksDB: one column family, no write-ahead log, the log offset as a row in the same write.
 *
 * <p>A write goes to one memtable, and memtables reach the disk in order, so whatever a crash leaves is the state of
 * some earlier commit together with its offset. A memtable is small, so little has to be replayed then; closing
 * flushes, and nothing has to be.
 *
 * <p>A native handle used after it was closed takes the JVM down. Every use therefore holds the read lock, and closing
 * or reopening takes the write lock; it is reentrant because a visitor of a scan may read.
 */
public final class RocksShardStore implements ShardStore {

    private static final Logger LOG = LoggerFactory.getLogger(RocksShardStore.class);
    private static final byte[] OFFSET = {0};
    /** In which format the rows are. Raised whenever rows change shape: those of another format are read again. */
    private static final byte[] FORMAT = {0, 'f'};
    private static final int CURRENT_FORMAT = 3;

    private final Path folder;
    private final Options options;
    private final ReadOptions reads = new ReadOptions();
    private final WriteOptions writes = new WriteOptions().setDisableWAL(true);
    private final RocksOptions settings;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Rows committed = new CommittedRows();
    private Optional<RocksDB> open = Optional.empty();
    private volatile long offset;

    /**
     * Opens or creates the store. A damaged one is thrown away, loudly: the log has everything.
     *
     * @throws StoreException when the folder cannot be used, e.g. because another process has it open
     */
    public RocksShardStore(Path folder, RocksMemory memory) {
        this.folder = folder;
        this.settings = new RocksOptions(memory);
        this.options = settings.options();
        try {
            this.open = Optional.of(openOrReplace());
            replaceOtherFormat();
            this.offset = readOffset();
        } catch (RuntimeException e) {
            closeNative();
            throw e;
        }
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public Batch begin() {
        return new RocksBatch(this);
    }

    @Override
    public Rows committed() {
        return committed;
    }

    @Override
    public <T> T read(Function<Rows, T> reader) {
        return use(db -> {
            Snapshot snapshot = db.getSnapshot();
            try (ReadOptions at = new ReadOptions().setSnapshot(snapshot)) {
                return reader.apply(new RocksRows(db, at));
            } finally {
                db.releaseSnapshot(snapshot);
            }
        });
    }

    @Override
    public void clear() {
        lock.writeLock().lock();
        try {
            database().close();
            open = Optional.empty();
            open = Optional.of(replace());
            offset = 0;
        } catch (RocksDBException e) {
            throw failed("cannot be cleared", e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
            if (open.isPresent()) {
                open.get().flush(flush);
            }
        } catch (RocksDBException e) {
            throw failed("cannot be flushed", e);
        } finally {
            closeNative();
            lock.writeLock().unlock();
        }
    }

    /** Runs with the database open and kept open meanwhile. */
    <T> T use(Function<RocksDB, T> body) {
        lock.readLock().lock();
        try {
            return body.apply(database());
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The batch, and the offset with it, in one write. */
    void write(WriteBatchWithIndex batch, long nextOffset) {
        use(db -> {
            try {
                batch.put(FORMAT, number(CURRENT_FORMAT));
                batch.put(OFFSET, number(nextOffset));
                db.write(writes, batch);
                offset = nextOffset;
                return null;
            } catch (RocksDBException e) {
                throw failed("cannot be written", e);
            }
        });
    }

    ReadOptions reads() {
        return reads;
    }

    private RocksDB database() {
        return open.orElseThrow(() -> new ShardUnavailableException(Reason.STOPPED, Duration.ofSeconds(1),
                "the shard's store is closed"));
    }

    private RocksDB openOrReplace() {
        try {
            Files.createDirectories(folder);
            return RocksDB.open(options, folder.toString());
        } catch (IOException e) {
            throw new StoreException("the store folder " + folder + " cannot be made: " + e.getMessage(), e);
        } catch (RocksDBException e) {
            if (e.getStatus() == null || e.getStatus().getCode() != Status.Code.Corruption) {
                throw failed("cannot be opened", e);
            }
            LOG.error("The store {} is damaged; it is thrown away and read again from the log", folder, e);
        }
        try {
            return replace();
        } catch (RocksDBException e) {
            throw failed("cannot be replaced", e);
        }
    }

    private RocksDB replace() throws RocksDBException {
        RocksDB.destroyDB(folder.toString(), options);
        return RocksDB.open(options, folder.toString());
    }

    private long readOffset() {
        return readNumber(OFFSET).orElse(0L);
    }

    private void replaceOtherFormat() {
        if (readNumber(OFFSET).isEmpty() || readNumber(FORMAT).filter(format -> format == CURRENT_FORMAT).isPresent()) {
            return;
        }
        LOG.info("The store {} is of another version; it is read again from the log", folder);
        try {
            database().close();
            open = Optional.empty();
            open = Optional.of(replace());
        } catch (RocksDBException e) {
            throw failed("cannot be replaced", e);
        }
    }

    private Optional<Long> readNumber(byte[] key) {
        return new RocksRows(database(), reads).get(key).map(value -> ByteBuffer.wrap(value).getLong());
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private void closeNative() {
        open.ifPresent(RocksDB::close);
        open = Optional.empty();
        reads.close();
        writes.close();
        settings.close();
    }

    private StoreException failed(String what, RocksDBException cause) {
        return new StoreException("the store " + folder + " " + what + ": " + cause.getMessage(), cause);
    }

    /** Every read by itself, guarded against closing. */
    private final class CommittedRows implements Rows {

        @Override
        public Optional<byte[]> get(byte[] key) {
            return use(db -> new RocksRows(db, reads).get(key));
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
            use(db -> {
                new RocksRows(db, reads).scan(from, to, visitor);
                return null;
            });
        }
    }
}
