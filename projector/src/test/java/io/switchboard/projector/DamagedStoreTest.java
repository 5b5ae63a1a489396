package io.switchboard.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.query.QueryOutcome;
import io.switchboard.projector.testing.Asking;
import io.switchboard.projector.testing.RandomLog;
import io.switchboard.projector.testing.TestLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row files that were damaged while the projector was stopped: it mends itself, whoever meets the damage. */
class DamagedStoreTest {

    @TempDir
    Path folder;

    private final RandomGenerator random = RandomSeed.generator("DamagedStoreTest");
    private TestLog log;
    private RandomLog calls;

    @BeforeEach
    void writeAndStop() throws Exception {
        log = TestLog.start(folder.resolve("kafka"), 2);
        calls = new RandomLog(random, log, "call-");
        calls.append(300);
        try (Projector projector = running()) {
            Asking.compare(projector.queries(), calls.oracle(), random, 2);
        }
        damage();
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

    /** Flips a bit in each block of 4 KB but the last ones, so that the files can be opened. */
    private void damage() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            List<Path> tables = files.filter(file -> file.getParent().endsWith("calls/rows")
                    && file.toString().endsWith(".sst")).toList();
            assertThat(tables).isNotEmpty();
            for (Path file : tables) {
                byte[] bytes = Files.readAllBytes(file);
                for (int at = 100; at < bytes.length * 2 / 3; at += 4096) {
                    bytes[at] ^= 0x10;
                }
                Files.write(file, bytes);
            }
        }
    }

    @Test
    void whenAReaderMeetsItTheAnswerIsRefusedUntilItIsRightThoughNothingIsWritten() throws Exception {
        try (Projector projector = running()) {
            QueryOutcome<?> first = projector.queries().calls(Asking.calls(Filter.everything()));
            assertThat(first).isInstanceOfAny(QueryOutcome.Restoring.class, QueryOutcome.Answered.class);
            Asking.compare(projector.queries(), calls.oracle(), random, 5);
            assertThat(projector.state()).isInstanceOf(ProjectorState.Running.class);
        }
    }

    @Test
    void whenTheWriterMeetsItTheStoreIsRestored() throws Exception {
        try (Projector projector = running()) {
            calls.append(100);
            Asking.compare(projector.queries(), calls.oracle(), random, 5);
            assertThat(projector.state()).isInstanceOf(ProjectorState.Running.class);
        }
    }
}
