package io.switchboard.projector.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether an open shard is given up: its rows cannot be believed any more, since what was read of them is damaged or
 * Streams says so. That is final for as long as the shard is open, and a mark in its folder has the next opening throw
 * rows and index away. The log has everything. Thread-safe.
 */
public final class GivenUp {

    private static final Logger LOG = LoggerFactory.getLogger(GivenUp.class);
    private static final String MARK = "given-up";

    private final Path folder;
    private volatile Optional<Throwable> why = Optional.empty();

    /** @param folder of the shard, which exists when it is opened */
    public GivenUp(Path folder) {
        this.folder = folder;
    }

    /**
     * Empties the folder of a shard that was given up. Is done once more after a crash meanwhile: the mark goes last.
     *
     * @throws StorageException when the folder cannot be emptied
     */
    public static void throwAway(Path folder) {
        Path mark = folder.resolve(MARK);
        if (!Files.exists(mark)) {
            return;
        }
        LOG.warn("rows and index in {} were given up; they are thrown away and folded again from the log", folder);
        try {
            Folders.emptyBut(folder, mark);
            Files.delete(mark);
        } catch (IOException e) {
            throw new StorageException("cannot throw away what is in " + folder, e);
        }
    }

    /** What RocksDB's failure means. If it is damage, the shard is given up from here on. */
    StorageException failure(String message, RocksDBException e) {
        if (e.getStatus() == null || e.getStatus().getCode() != Status.Code.Corruption) {
            return new StorageException(message, e);
        }
        because(e);
        return new DamagedRowsException(message, e);
    }

    /** Gives the shard up, if it is not already. */
    public synchronized void because(Throwable cause) {
        if (why.isPresent()) {
            return;
        }
        why = Optional.of(cause);
        LOG.error("the rows in {} are damaged and given up. Their partition answers 503 until they are folded again from "
                + "the log, which begins by itself; if damage returns, look after the disk", folder, cause);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(MARK), cause.toString());
        } catch (IOException e) {
            LOG.error("no mark can be left in {}; delete the folder while the process is stopped", folder, e);
        }
    }

    /** Whether the shard is given up. */
    public boolean happened() {
        return why.isPresent();
    }

    /** @throws DamagedRowsException when the shard is given up */
    public void check() {
        why.ifPresent(cause -> {
            throw new DamagedRowsException("the rows in " + folder + " are given up", cause);
        });
    }
}
