package io.switchboard.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.bench.BenchFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void isReadyWhenTheConditionHoldsAndStopsWithEverythingItStarted() throws Exception {
        Path sign = folder.resolve("child");
        ServerProcess server = shell("sleep 600 & echo $! > child.tmp; mv child.tmp child; wait");
        Duration took = server.awaitReady(() -> Files.exists(sign), SOON);
        assertThat(took).isPositive().isLessThan(SOON);
        ProcessHandle child = child(sign);
        assertThat(child.isAlive()).isTrue();
        server.kill();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void stopsBySignal() throws Exception {
        ServerProcess server = shell("trap 'echo asked > asked; exit 0' TERM; touch up; while :; do sleep 0.1; done");
        server.awaitReady(() -> Files.exists(folder.resolve("up")), SOON);
        server.stop("TERM");
        assertThat(folder.resolve("asked")).hasContent("asked");
    }

    @Test
    void aServerThatEndsIsQuoted() {
        ServerProcess server = shell("echo the port is taken; exit 3");
        assertThatThrownBy(() -> server.awaitReady(() -> false, SOON)).isInstanceOf(BenchFailure.class)
                .hasMessageContaining("exit code 3").hasMessageContaining("the port is taken");
    }

    @Test
    void aServerThatIsNotReadyInTimeIsAFailure() {
        try (ServerProcess server = shell("exec sleep 600")) {
            assertThatThrownBy(() -> server.awaitReady(() -> false, Duration.ofMillis(100)))
                    .isInstanceOf(BenchFailure.class).hasMessageContaining("not ready");
        }
    }

    @Test
    void aCommandThatDoesNotExistIsAFailure() {
        assertThatThrownBy(() -> ServerProcess.start("ghost", List.of("/no/such/program"), Map.of(),
                folder.resolve("log"))).isInstanceOf(BenchFailure.class).hasMessageContaining("ghost");
    }

    @Test
    void usageCountsTheCpuTimeAndMemoryOfChildren() throws Exception {
        try (ServerProcess server = shell("(while :; do :; done) & touch up; wait")) {
            server.awaitReady(() -> Files.exists(folder.resolve("up")), SOON);
            double before = server.usage().cpuSeconds();
            assertThat(Moment.await(() -> server.usage().cpuSeconds() > before + 0.2, Duration.ofMillis(20), SOON))
                    .as("a busy child uses CPU time").isTrue();
            assertThat(server.usage().residentMegabytes()).isBetween(0.1, 100.0);
        }
    }

    @Test
    void anIdleServerUsesNoCpuTime() throws Exception {
        try (ServerProcess server = shell("touch up; exec sleep 600")) {
            server.awaitReady(() -> Files.exists(folder.resolve("up")), SOON);
            double before = server.usage().cpuSeconds();
            Moment.pass(Duration.ofMillis(300));
            assertThat(server.usage().cpuSeconds() - before).isLessThan(0.1);
        }
    }

    private ServerProcess shell(String script) {
        return ServerProcess.start("test server", List.of("sh", "-c", "cd '" + folder + "'; " + script),
                Map.of(), folder.resolve("log"));
    }

    private static ProcessHandle child(Path file) {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
