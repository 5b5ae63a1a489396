package io.switchboard.projector.store;

import io.switchboard.events.Cid;
import io.switchboard.events.table.CallKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The rows of one shard in RocksDB, and what it takes to be exactly at a committed changelog offset after a crash.
 *
 * <p>There is no write-ahead log: RocksDB then comes back as some prefix of its writes. That prefix may end past the
 * last commit, with rows the changelog never got. Folding from there would go wrong: an event would be found "already
 * applied" here and its rows would be missing in the changelog for ever. So the first change of a row after a commit
 * also writes what the row was (an <em>undo</em> row, in the same batch), a commit drops the undo rows in the same
 * batch as it writes the offsets, and opening puts back whatever undo rows it finds. What is open is therefore always
 * the state of one commit, with its offsets.
 *
 * <p>A <em>dirty</em> row marks a call whose document in the index may be older than its rows. It is written with
 * the rows, and deleted only once the index has the call durably.
 *
 * <p>Keys by first byte: {@code c} the call rows, {@code u} undo, {@code d} dirty, {@code o} offsets, {@code m} who
 * this store is. One writer at a time, any number of readers.
 */
final class RowStore implements AutoCloseable {

    private static final byte UNDO = 'u';
    private static final byte DIRTY = 'd';
    private static final byte OFFSET = 'o';
    private static final byte[] IDENTITY = {'m', 'i'};
    private static final byte[] NOTHING = {};
    private static final byte ABSENT = 0;
    private static final byte PRESENT = 1;

    private final BloomFilter bloom;
    private final Options options;
    private final WriteOptions unlogged;
    private final RocksDB db;
    private final UUID identity;
    private final Set<ByteBuffer> undoable = new HashSet<>();

    private RowStore(BloomFilter bloom, Options options, WriteOptions unlogged, RocksDB db) throws RocksDBException {
        this.bloom = bloom;
        this.options = options;
        this.unlogged = unlogged;
        this.db = db;
        byte[] known = db.get(IDENTITY);
        this.identity = known == null ? UUID.randomUUID() : UUID.fromString(new String(known, StandardCharsets.US_ASCII));
        if (known == null) {
            db.put(unlogged, IDENTITY, identity.toString().getBytes(StandardCharsets.US_ASCII));
        }
        rollBack();
    }

    /** @throws StorageException when the folder cannot be used or what is in it is broken */
    static RowStore open(Path folder, StoreResources resources) {
        BloomFilter bloom = new BloomFilter(10, false);
        Options options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferManager(resources.writeBuffers())
                .setWriteBufferSize(8L << 20)
                .setMaxWriteBufferNumber(3)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setLevelCompactionDynamicLevelBytes(true)
                .setMaxBackgroundJobs(2)
                .setMaxOpenFiles(256)
                .setKeepLogFileNum(1)
                .setInfoLogLevel(InfoLogLevel.ERROR_LEVEL)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(resources.cache())
                        .setBlockSize(8 << 10)
                        .setFilterPolicy(bloom)
                        .setCacheIndexAndFilterBlocks(true)
                        .setPinL0FilterAndIndexBlocksInCache(true));
        WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
        RocksDB db = null;
        try {
            Files.createDirectories(folder);
            db = RocksDB.open(options, folder.toString());
            return new RowStore(bloom, options, unlogged, db);
        } catch (RocksDBException | RuntimeException e) {
            close(db, unlogged, options, bloom);
            throw new StorageException("cannot open the rows in " + folder, e);
        } catch (IOException e) {
            close(db, unlogged, options, bloom);
            throw new UncheckedIOException(e);
        }
    }

    /** Made once with the store; tells an index of these rows from the index of others. */
    UUID identity() {
        return identity;
    }

    Optional<byte[]> get(byte[] key) {
        try {
            return Optional.ofNullable(db.get(key));
        } catch (RocksDBException e) {
            throw new StorageException("cannot read a row", e);
        }
    }

    /** Writes rows that a commit will confirm, or a crash undo, and marks their calls dirty. One atomic write. */
    void write(Collection<Row> rows, Collection<Cid> dirty) {
        try (WriteBatch batch = new WriteBatch()) {
            for (Row row : rows) {
                if (undoable.add(ByteBuffer.wrap(row.key()))) {
                    batch.put(prefixed(UNDO, row.key()), before(db.get(row.key())));
                }
            }
            add(batch, rows, dirty);
            db.write(unlogged, batch);
        } catch (RocksDBException e) {
            throw new StorageException("cannot write rows", e);
        }
    }

    /** Writes rows that came from the changelog, which needs no undoing, and marks their calls dirty. */
    void restore(Collection<Row> rows, Collection<Cid> dirty) {
        try (WriteBatch batch = new WriteBatch()) {
            add(batch, rows, dirty);
            db.write(unlogged, batch);
        } catch (RocksDBException e) {
            throw new StorageException("cannot restore rows", e);
        }
    }

    /** Confirms everything written so far, as the state at these changelog offsets. */
    void commit(Map<TopicPartition, Long> offsets) {
        try (WriteBatch batch = new WriteBatch()) {
            for (ByteBuffer key : undoable) {
                batch.delete(prefixed(UNDO, key.array()));
            }
            for (Map.Entry<TopicPartition, Long> offset : offsets.entrySet()) {
                if (offset.getValue() == null) {
                    batch.delete(offsetKey(offset.getKey()));
                } else {
                    batch.put(offsetKey(offset.getKey()),
                            ByteBuffer.allocate(Long.BYTES).putLong(offset.getValue()).array());
                }
            }
            db.write(unlogged, batch);
            undoable.clear();
        } catch (RocksDBException e) {
            throw new StorageException("cannot commit rows", e);
        }
    }

    /**
     * Goes back to the last commit and forgets its offsets, so that restoring starts at the beginning.
     *
     * @return the calls that changed by it
     */
    Set<Cid> forgetOffsets() {
        try {
            byte[] from = {OFFSET};
            db.deleteRange(unlogged, from, CallKeys.after(from));
            return rollBack();
        } catch (RocksDBException e) {
            throw new StorageException("cannot forget the committed offsets", e);
        }
    }

    Optional<Long> committedOffset(TopicPartition partition) {
        return get(offsetKey(partition)).map(value -> ByteBuffer.wrap(value).getLong());
    }

    /** The calls marked dirty. */
    Set<Cid> dirty() {
        Set<Cid> dirty = new LinkedHashSet<>();
        byte[] from = {DIRTY};
        try (RocksIterator it = db.newIterator()) {
            for (it.seek(from); it.isValid() && it.key()[0] == DIRTY; it.next()) {
                byte[] key = it.key();
                dirty.add(Cid.parse(new String(key, 1, key.length - 1, StandardCharsets.UTF_8)));
            }
            it.status();
        } catch (RocksDBException e) {
            throw new StorageException("cannot read the dirty marks", e);
        }
        return dirty;
    }

    void clean(Collection<Cid> calls) {
        try (WriteBatch batch = new WriteBatch()) {
            for (Cid cid : calls) {
                batch.delete(dirtyKey(cid));
            }
            db.write(unlogged, batch);
        } catch (RocksDBException e) {
            throw new StorageException("cannot delete dirty marks", e);
        }
    }

    /** Makes everything written so far survive the process. May run beside a writer. */
    void flush() {
        try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
            db.flush(wait);
        } catch (RocksDBException e) {
            throw new StorageException("cannot flush rows", e);
        }
    }

    /** What the rows are now; later writes do not show in it. Close it before this store. */
    RowSnapshot snapshot() {
        return new RowSnapshot(db);
    }

    long estimatedRows() {
        try {
            return db.getLongProperty("rocksdb.estimate-num-keys");
        } catch (RocksDBException e) {
            throw new StorageException("cannot estimate the number of rows", e);
        }
    }

    @Override
    public void close() {
        close(db, unlogged, options, bloom);
    }

    private Set<Cid> rollBack() throws RocksDBException {
        Set<Cid> changed = new HashSet<>();
        byte[] from = {UNDO};
        try (WriteBatch batch = new WriteBatch(); RocksIterator it = db.newIterator()) {
            for (it.seek(from); it.isValid() && it.key()[0] == UNDO; it.next()) {
                byte[] key = Arrays.copyOfRange(it.key(), 1, it.key().length);
                byte[] value = it.value();
                if (value[0] == PRESENT) {
                    batch.put(key, Arrays.copyOfRange(value, 1, value.length));
                } else {
                    batch.delete(key);
                }
                batch.delete(it.key());
                // The index may have seen what is undone here.
                batch.put(dirtyKey(CallKeys.cid(key)), NOTHING);
                changed.add(CallKeys.cid(key));
            }
            it.status();
            db.write(unlogged, batch);
        }
        undoable.clear();
        return changed;
    }

    private static void add(WriteBatch batch, Collection<Row> rows, Collection<Cid> dirty) throws RocksDBException {
        for (Row row : rows) {
            if (row.value().isPresent()) {
                batch.put(row.key(), row.value().get());
            } else {
                batch.delete(row.key());
            }
        }
        for (Cid cid : dirty) {
            batch.put(dirtyKey(cid), NOTHING);
        }
    }

    private static byte[] before(byte[] value) {
        return value == null ? new byte[] {ABSENT} : prefixed(PRESENT, value);
    }

    private static byte[] offsetKey(TopicPartition partition) {
        return prefixed(OFFSET, partition.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] dirtyKey(Cid cid) {
        return prefixed(DIRTY, cid.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] prefixed(byte first, byte[] rest) {
        return ByteBuffer.allocate(rest.length + 1).put(first).put(rest).array();
    }

    private static void close(AutoCloseable... natives) {
        for (AutoCloseable resource : natives) {
            if (resource != null) {
                try {
                    resource.close();
                } catch (Exception e) {
                    throw new StorageException("cannot close " + resource, e);
                }
            }
        }
    }
}
