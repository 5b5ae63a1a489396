package io.switchboard.projector.rows;

import io.switchboard.events.Cid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * The rows of one shard in RocksDB.
 *
 * <p>There is no write-ahead log: after a crash RocksDB comes back as some prefix of its writes. One write holds all
 * rows of an event, or of several, so that prefix is the state after some event; folding goes on from the committed
 * offset, which is a row too and never ahead of the others, and an event that is in the rows already changes nothing.
 *
 * <p>A <em>dirty</em> row marks a call of which a document in some index may be older than its rows. It is written with
 * the rows, and deleted only once every index has the call durably.
 *
 * <p>Keys by first byte: {@code c} the call rows, {@code d} dirty, {@code o} offsets, {@code m} who this
 * store is and its last checkpoint. One writer at a time, any number of readers.
 */
public final class RowStore implements AutoCloseable {

    private static final byte DIRTY = 'd';
    private static final byte OFFSET = 'o';
    private static final byte[] IDENTITY = {'m', 'i'};
    private static final byte[] CHECKPOINT = {'m', 'c'};
    private static final byte[] NOTHING = {};

    private final RowOptions options;
    private final RocksDB db;
    private final GivenUp givenUp;
    private final UUID identity;

    private RowStore(RowOptions options, RocksDB db, GivenUp givenUp) throws RocksDBException {
        this.options = options;
        this.db = db;
        this.givenUp = givenUp;
        byte[] known = db.get(IDENTITY);
        this.identity = known == null ? UUID.randomUUID() : UUID.fromString(new String(known, StandardCharsets.US_ASCII));
        if (known == null) {
            db.put(options.unlogged(), IDENTITY, identity.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /**
     * Opens or creates the rows.
     *
     * @param givenUp hears of damage, now and for as long as they are open
     * @throws DamagedRowsException when they are not what was written
     * @throws StorageException     when the folder cannot be used
     */
    public static RowStore open(Path folder, RowMemory memory, GivenUp givenUp) {
        RowOptions options = new RowOptions(memory);
        RocksDB db = null;
        try {
            Files.createDirectories(folder);
            db = RocksDB.open(options.options(), folder.toString());
            return new RowStore(options, db, givenUp);
        } catch (RocksDBException e) {
            close(db, options);
            throw givenUp.failure("cannot open the rows in " + folder, e);
        } catch (IOException e) {
            close(db, options);
            throw new StorageException("cannot open the rows in " + folder, e);
        }
    }

    /** Made once with the store. */
    public UUID identity() {
        return identity;
    }

    /** What an index of these rows has to be based on. */
    public Basis basis() {
        return new Basis(identity, get(CHECKPOINT).map(value -> ByteBuffer.wrap(value).getLong()).orElse(0L));
    }

    Optional<byte[]> get(byte[] key) {
        try {
            return Optional.ofNullable(db.get(key));
        } catch (RocksDBException e) {
            throw givenUp.failure("cannot read a row", e);
        }
    }

    /** Writes the rows of whole events and marks calls dirty. One atomic write. */
    public void write(Collection<Row> rows, Collection<Cid> dirty) {
        RowChanges changes = new RowChanges();
        for (Row row : rows) {
            row.value().ifPresentOrElse(value -> changes.put(row.key(), value), () -> changes.delete(row.key()));
        }
        dirty.forEach(cid -> changes.put(dirtyKey(cid), NOTHING));
        try (WriteBatch batch = changes.batch()) {
            db.write(options.unlogged(), batch);
        } catch (RocksDBException e) {
            throw givenUp.failure("cannot write rows", e);
        }
    }

    /** Remembers how far the log is folded into what was written so far. */
    public void commit(Map<TopicPartition, Long> offsets) {
        try (WriteBatch batch = new WriteBatch()) {
            for (Map.Entry<TopicPartition, Long> offset : offsets.entrySet()) {
                if (offset.getValue() == null) {
                    batch.delete(offsetKey(offset.getKey()));
                } else {
                    batch.put(offsetKey(offset.getKey()), number(offset.getValue()));
                }
            }
            db.write(options.unlogged(), batch);
        } catch (RocksDBException e) {
            throw givenUp.failure("cannot commit rows", e);
        }
    }

    /** How far the log is folded, as it was last committed. */
    public Optional<Long> committedOffset(TopicPartition partition) {
        return get(offsetKey(partition)).map(value -> ByteBuffer.wrap(value).getLong());
    }

    /** The calls marked dirty. Reads on to the last key, so that damage to a row of no call is found here. */
    public Set<Cid> dirty() {
        Set<Cid> dirty = new LinkedHashSet<>();
        byte[] from = {DIRTY};
        try (RocksIterator it = db.newIterator()) {
            for (it.seek(from); it.isValid(); it.next()) {
                byte[] key = it.key();
                if (key[0] == DIRTY) {
                    dirty.add(Cid.parse(new String(key, 1, key.length - 1, StandardCharsets.UTF_8)));
                }
            }
            it.status();
        } catch (RocksDBException e) {
            throw givenUp.failure("cannot read the dirty marks", e);
        }
        return dirty;
    }

    /**
     * From here on, marks come off calls that every index has since this checkpoint. Before the first of these marks goes,
     * so that rows that lack it also know the number, after any crash.
     */
    public void checkpoint(long number) {
        try {
            db.put(options.unlogged(), CHECKPOINT, number(number));
        } catch (RocksDBException e) {
            throw givenUp.failure("cannot note a checkpoint", e);
        }
    }

    /** Takes the dirty marks off these calls. */
    public void clean(Collection<Cid> calls) {
        RowChanges changes = new RowChanges();
        calls.forEach(cid -> changes.delete(dirtyKey(cid)));
        try (WriteBatch batch = changes.batch()) {
            db.write(options.unlogged(), batch);
        } catch (RocksDBException e) {
            throw givenUp.failure("cannot delete dirty marks", e);
        }
    }

    /** Whether a flood of writes is going on: merging what is written is then put off, at the cost of reads. */
    public void flooded(boolean isFlooded) {
        try {
            db.setOptions(isFlooded ? RowOptions.FLOODED : RowOptions.QUIET);
        } catch (RocksDBException e) {
            throw new StorageException("cannot set up the rows", e);
        }
    }

    /** Makes everything written so far survive the process. May run beside a writer. */
    public void flush() {
        try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
            db.flush(wait);
        } catch (RocksDBException e) {
            throw givenUp.failure("cannot flush rows", e);
        }
    }

    /** What the rows are now; later writes do not show in it. Close it before this store. */
    public RowSnapshot snapshot() {
        return new RowSnapshot(db, givenUp);
    }

    /** About how many rows there are; costs nothing. */
    public long estimatedRows() {
        try {
            return db.getLongProperty("rocksdb.estimate-num-keys");
        } catch (RocksDBException e) {
            throw givenUp.failure("cannot estimate the number of rows", e);
        }
    }

    @Override
    public void close() {
        close(db, options);
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
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
