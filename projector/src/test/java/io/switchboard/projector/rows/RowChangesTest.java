package io.switchboard.projector.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.testing.RandomSeed;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

class RowChangesTest {

    /** Byte by byte what RocksDB itself makes of the same changes. */
    @Test
    void changesAreLaidOutAsRocksDbDoes() throws RocksDBException {
        RocksDB.loadLibrary();
        RandomGenerator random = RandomSeed.generator("RowChangesTest");
        for (int round = 0; round < 100; round++) {
            RowChanges changes = new RowChanges();
            try (WriteBatch expected = new WriteBatch()) {
                for (int i = random.nextInt(60); i > 0; i--) {
                    byte[] key = bytes(random, 200);
                    if (random.nextInt(4) == 0) {
                        changes.delete(key);
                        expected.delete(key);
                    } else {
                        byte[] value = bytes(random, random.nextInt(20) == 0 ? 300_000 : 400);
                        changes.put(key, value);
                        expected.put(key, value);
                    }
                }
                try (WriteBatch batch = changes.batch()) {
                    assertThat(batch.data()).isEqualTo(expected.data());
                    assertThat(batch.count()).isEqualTo(expected.count());
                }
            }
        }
    }

    private static byte[] bytes(RandomGenerator random, int most) {
        byte[] bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }
}
