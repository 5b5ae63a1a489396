package io.switchboard.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.query.QueryOutcome;
import io.switchboard.projector.testing.Asking;
import io.switchboard.projector.testing.RandomLog;
import io.switchboard.projector.testing.TestLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row files that were damaged while the projector was stopped: it mends itself, whoever meets the damage. */
class DamagedStoreTest {

    private static final int PARTITIONS = 2;

    @TempDir
    Path folder;

    private final RandomGenerator random = RandomSeed.generator("DamagedStoreTest");
    private TestLog log;
    private RandomLog calls;
    private List<String> identities;

    @BeforeEach
    void writeAndStop() throws Exception {
        log = TestLog.start(folder.resolve("kafka"), PARTITIONS);
        calls = new RandomLog(random, log, "call-");
        calls.append(300);
        try (Projector projector = running()) {
            Asking.compare(projector.queries(), calls.oracle(), random, 2);
        }
        damage();
        identities = identities();
    }

    /** RocksDB's own, of the stores of both partitions: one that was thrown away has another. */
    private List<String> identities() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            return files.filter(file -> file.endsWith("calls/rows/IDENTITY")).sorted().map(DamagedStoreTest::text).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stopKafka() {
        log.close();
    }

    private Projector running() throws InterruptedException {
        Projector projector = new Projector(ProjectorConfig.standard(log.bootstrapServers(), folder.resolve("home")),
                new CursorCodec(new byte[32]));
        projector.start();
        assertThat(projector.awaitRunning(Duration.ofSeconds(60))).isTrue();
        return projector;
    }

    /** Flips bits where rows of calls are, and nothing that opening looks at: the first half of each shard's largest file. */
    private void damage() throws Exception {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            Path file = largestTable("_" + partition);
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 100; at < bytes.length / 2; at += 1024) {
                bytes[at] ^= 0x10;
            }
            Files.write(file, bytes);
        }
    }

    private Path largestTable(String task) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            return files.filter(file -> file.getParent().endsWith("calls/rows") && file.toString().endsWith(".sst")
                            && file.getParent().getParent().getParent().toString().endsWith(task))
                    .max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
        }
    }

    @Test
    void theAnswerIsRefusedUntilItIsRightThoughNothingIsWritten() throws Exception {
        try (Projector projector = running()) {
            // It is answered at once where restoring the last events met the damage before the first reader.
            QueryOutcome<?> first = projector.queries().calls(Asking.calls(Filter.everything()));
            assertThat(first.getClass()).isIn(QueryOutcome.Restoring.class, QueryOutcome.Answered.class);
            Asking.compare(projector.queries(), calls.oracle(), random, 5);
            assertThat(projector.state()).isInstanceOf(ProjectorState.Running.class);
            assertThat(identities()).hasSize(PARTITIONS).doesNotContainAnyElementsOf(identities);
        }
    }

    @Test
    void aStartThatFailsForAStoreThatIsNotMendedSaysWhatToDo() throws Exception {
        Path home = folder.resolve("home");
        Path current;
        try (Stream<Path> files = Files.walk(home)) {
            current = files.filter(file -> file.endsWith(Projector.USERS + "/CURRENT")).findFirst().orElseThrow();
        }
        Files.writeString(current, "no such manifest");
        try (Projector projector = new Projector(ProjectorConfig.standard(log.bootstrapServers(), home),
                new CursorCodec(new byte[32]))) {
            assertThatThrownBy(projector::start).isInstanceOf(ProjectorException.class)
                    .hasMessageContaining("its stores cannot be read").hasMessageContaining("delete " + home);
        }
    }

    @Test
    void whenTheWriterMeetsItTheStoreIsRestored() throws Exception {
        try (Projector projector = running()) {
            calls.append(100);
            Asking.compare(projector.queries(), calls.oracle(), random, 5);
            assertThat(projector.state()).isInstanceOf(ProjectorState.Running.class);
            assertThat(identities()).hasSize(PARTITIONS).doesNotContainAnyElementsOf(identities);
        }
    }
}
