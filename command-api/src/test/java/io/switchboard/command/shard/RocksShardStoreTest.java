package io.switchboard.command.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.command.shard.ShardStore.Batch;
import io.switchboard.events.table.MemoryRows;
import io.switchboard.events.table.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksShardStoreTest {

    private final RocksMemory memory = RocksMemory.defaults();

    @TempDir
    private Path folder;

    @AfterEach
    void release() {
        memory.close();
    }

    @Test
    void rowsAndOffsetAreThereAfterClosingAndOpeningAgain() {
        try (RocksShardStore store = open()) {
            put(store, 7, "a", "1");
        }
        try (RocksShardStore store = open()) {
            assertThat(store.offset()).isEqualTo(7);
            assertThat(get(store.committed(), "a")).contains("1");
        }
    }

    @Test
    void whatACrashLeavesIsTheStateOfAnEarlierCommitWithItsOwnOffset() throws IOException {
        try (RocksShardStore store = open()) {
            long survived = 0;
            for (int offset = 1; survived == 0; offset++) {
                put(store, offset, "last", Integer.toString(offset), "bulk-" + offset, "x".repeat(300_000));
                assertThat(offset).as("memtables are flushed sooner or later").isLessThan(2_000);
                survived = offset % 20 == 0 ? survivingOffset(folder.resolve("crash-" + offset), offset) : 0;
            }
        }
    }

    private long survivingOffset(Path copy, long written) throws IOException {
        copyFiles(folder.resolve("store"), copy);
        try (RocksShardStore crashed = new RocksShardStore(copy, memory)) {
            assertThat(crashed.offset()).as("the last memtable is never on disk").isLessThan(written);
            assertThat(get(crashed.committed(), "last"))
                    .isEqualTo(crashed.offset() == 0 ? Optional.empty() : Optional.of(Long.toString(crashed.offset())));
            return crashed.offset();
        }
    }

    @Test
    void aBatchReadsItsOwnWritesAndNobodyElseDoesBeforeTheCommit() {
        try (RocksShardStore store = open()) {
            put(store, 1, "a", "1", "b", "2");
            try (Batch batch = store.begin()) {
                batch.put(bytes("c"), bytes("3"));
                batch.delete(bytes("a"));

                assertThat(scan(batch)).containsExactly("b=2", "c=3");
                assertThat(get(batch, "a")).isEmpty();
                assertThat(scan(store.committed())).containsExactly("a=1", "b=2");

                batch.commit(2);
            }
            assertThat(scan(store.committed())).containsExactly("b=2", "c=3");
            assertThat(store.offset()).isEqualTo(2);
        }
    }

    @Test
    void aBatchNotCommittedIsForgotten() {
        try (RocksShardStore store = open()) {
            try (Batch batch = store.begin()) {
                batch.put(bytes("a"), bytes("1"));
            }
            assertThat(scan(store.committed())).isEmpty();
        }
    }

    @Test
    void rollingBackReturnsToTheLastMarkOnly() {
        try (RocksShardStore store = open(); Batch batch = store.begin()) {
            batch.put(bytes("a"), bytes("1"));
            batch.savepoint();
            batch.put(bytes("a"), bytes("2"));
            batch.savepoint();
            batch.put(bytes("b"), bytes("3"));

            batch.rollback();
            assertThat(scan(batch)).containsExactly("a=2");
            batch.rollback();
            assertThat(scan(batch)).containsExactly("a=1");
        }
    }

    @Test
    void whateverIsDoneTheStoreEqualsAMapInMemory() {
        long seed = ThreadLocalRandom.current().nextLong();
        Random random = new Random(seed);
        TreeMap<String, String> committed = new TreeMap<>();
        try (RocksShardStore store = open()) {
            for (int round = 1; round <= 40; round++) {
                TreeMap<String, String> pending = new TreeMap<>(committed);
                Deque<TreeMap<String, String>> marks = new ArrayDeque<>();
                try (Batch batch = store.begin()) {
                    for (int step = 0; step < 40; step++) {
                        change(random, batch, pending, marks);
                        assertThat(scan(batch)).as("seed %s round %s", seed, round).isEqualTo(lines(pending));
                    }
                    if (random.nextBoolean()) {
                        batch.commit(round);
                        committed = pending;
                    }
                }
                assertThat(scan(store.committed())).as("seed %s round %s", seed, round).isEqualTo(lines(committed));
            }
        }
    }

    private static void change(Random random, Batch batch, TreeMap<String, String> pending,
                               Deque<TreeMap<String, String>> marks) {
        String key = "k" + random.nextInt(15);
        switch (random.nextInt(6)) {
            case 0 -> {
                batch.delete(bytes(key));
                pending.remove(key);
            }
            case 1 -> {
                batch.savepoint();
                marks.push(new TreeMap<>(pending));
            }
            case 2 -> {
                if (!marks.isEmpty()) {
                    batch.rollback();
                    pending.clear();
                    pending.putAll(marks.pop());
                }
            }
            default -> {
                String value = Integer.toString(random.nextInt(1_000));
                batch.put(bytes(key), bytes(value));
                pending.put(key, value);
            }
        }
    }

    @Test
    void aScanSeesItsRangeInOrderAndStopsWhenTold() {
        try (RocksShardStore store = open()) {
            put(store, 1, "a", "1", "b", "2", "c", "3", "d", "4");
            List<String> seen = new ArrayList<>();

            store.committed().scan(bytes("b"), bytes("d"), (key, value) -> seen.add(text(key)));
            store.committed().scan(bytes("a"), bytes("z"), (key, value) -> {
                seen.add(text(key));
                return false;
            });

            assertThat(seen).containsExactly("b", "c", "a");
        }
    }

    @Test
    void aReadSeesOneMomentThoughCommitsGoOn() {
        try (RocksShardStore store = open()) {
            put(store, 1, "a", "1", "b", "1");

            List<Optional<String>> seen = store.read(rows -> {
                Optional<String> first = get(rows, "a");
                put(store, 2, "a", "2", "b", "2");
                return List.of(first, get(rows, "b"));
            });

            assertThat(seen).containsExactly(Optional.of("1"), Optional.of("1"));
            assertThat(get(store.committed(), "b")).contains("2");
        }
    }

    @Test
    void clearingForgetsRowsAndOffset() {
        try (RocksShardStore store = open()) {
            put(store, 9, "a", "1");

            store.clear();

            assertThat(store.offset()).isZero();
            assertThat(scan(store.committed())).isEmpty();
            put(store, 3, "b", "2");
        }
        try (RocksShardStore store = open()) {
            assertThat(store.offset()).isEqualTo(3);
            assertThat(scan(store.committed())).containsExactly("b=2");
        }
    }

    @Test
    void readersThatMeetAClosingStoreAreRefusedAndTheProcessLives() throws Exception {
        RocksShardStore store = open();
        put(store, 1, "a", "1");
        CountDownLatch reading = new CountDownLatch(4);
        List<CompletableFuture<Void>> readers = Stream.generate(() -> CompletableFuture.runAsync(() -> {
            boolean counted = false;
            while (true) {
                scan(store.committed());
                store.read(rows -> get(rows, "a"));
                if (!counted) {
                    reading.countDown();
                    counted = true;
                }
            }
        }, task -> Thread.ofPlatform().daemon().start(task))).limit(4).toList();
        reading.await();

        store.close();

        assertThat(readers).allSatisfy(reader -> assertThatThrownBy(reader::join)
                .hasCauseInstanceOf(ShardUnavailableException.class));
    }

    @Test
    void aDamagedStoreIsReplacedByAnEmptyOneSinceTheLogHasEverything() throws IOException {
        try (RocksShardStore store = open()) {
            put(store, 5, "a", "1");
        }
        try (Stream<Path> files = Files.list(folder.resolve("store"))) {
            Path manifest = files.filter(file -> file.getFileName().toString().startsWith("MANIFEST")).findFirst().orElseThrow();
            Files.write(manifest, new byte[100]);
        }

        try (RocksShardStore store = open()) {
            assertThat(store.offset()).isZero();
            assertThat(scan(store.committed())).isEmpty();
        }
    }

    @Test
    void aStoreThatIsOpenElsewhereIsRefusedAndNotDamaged() {
        try (RocksShardStore store = open()) {
            put(store, 5, "a", "1");

            assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("cannot be opened");

            assertThat(get(store.committed(), "a")).contains("1");
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> new RocksShardStore(file.resolve("store"), memory))
                .isInstanceOf(StoreException.class).hasMessageContaining(file.toString());
    }

    private RocksShardStore open() {
        return new RocksShardStore(folder.resolve("store"), memory);
    }

    private static void put(RocksShardStore store, long offset, String... keysAndValues) {
        try (Batch batch = store.begin()) {
            for (int i = 0; i < keysAndValues.length; i += 2) {
                batch.put(bytes(keysAndValues[i]), bytes(keysAndValues[i + 1]));
            }
            batch.commit(offset);
        }
    }

    private static Optional<String> get(Rows rows, String key) {
        return rows.get(bytes(key)).map(RocksShardStoreTest::text);
    }

    private static List<String> scan(Rows rows) {
        MemoryRows seen = new MemoryRows();
        List<String> order = new ArrayList<>();
        rows.scan(new byte[] {1}, new byte[] {(byte) 0xff}, (key, value) -> {
            seen.put(key, value);
            order.add(text(key) + "=" + text(value));
            return true;
        });
        assertThat(order).as("ascending").hasSize(seen.all().size());
        return order;
    }

    private static List<String> lines(TreeMap<String, String> rows) {
        return rows.entrySet().stream().map(row -> row.getKey() + "=" + row.getValue()).toList();
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            // The manifest first: it names files that are complete, and those stay.
            for (Path file : files.filter(path -> !path.getFileName().toString().equals("LOCK"))
                    .sorted(Comparator.comparing(path -> !path.getFileName().toString().startsWith("MANIFEST"))).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
