package io.switchboard.command.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Rows of another version of Switchboard are read again from the log, never misread. */
class StoreFormatTest {

    private static final byte[] ROW = "row".getBytes(StandardCharsets.UTF_8);
    private static final byte[] FORMAT = {0, 'f'};

    private final RocksMemory memory = RocksMemory.defaults();

    @TempDir
    private Path folder;

    @AfterEach
    void release() {
        memory.close();
    }

    @Test
    void rowsOfThisFormatStay() {
        written();
        try (RocksShardStore store = new RocksShardStore(folder, memory)) {
            assertThat(store.offset()).isEqualTo(7);
            assertThat(store.committed().get(ROW)).isPresent();
        }
    }

    @Test
    void rowsOfAnotherFormatAreThrownAway() throws RocksDBException {
        written();
        changeFormat(ByteBuffer.allocate(Long.BYTES).putLong(1).array());
        assertEmpty();
    }

    @Test
    void rowsFromBeforeThereWereFormatsAreThrownAway() throws RocksDBException {
        written();
        changeFormat(null);
        assertEmpty();
    }

    private void written() {
        try (RocksShardStore store = new RocksShardStore(folder, memory); ShardStore.Batch batch = store.begin()) {
            batch.put(ROW, ROW);
            batch.commit(7);
        }
    }

    private void changeFormat(byte[] format) throws RocksDBException {
        try (Options options = new Options(); RocksDB db = RocksDB.open(options, folder.toString())) {
            if (format == null) {
                db.delete(FORMAT);
            } else {
                db.put(FORMAT, format);
            }
        }
    }

    private void assertEmpty() {
        try (RocksShardStore store = new RocksShardStore(folder, memory)) {
            assertThat(store.offset()).isZero();
            assertThat(store.committed().get(ROW)).isEmpty();
        }
    }
}
