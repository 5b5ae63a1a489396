package io.switchboard.bench.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.bench.BenchFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

    @TempDir
    private Path root;

    @Test
    void theGivenFolderWins() throws IOException {
        Path given = programs("elsewhere");
        Path configured = programs("configured");
        assertThat(PostgresBinaries.find(Optional.of(given), List.of(configured), root.resolve("none")).folder())
                .isEqualTo(given);
    }

    @Test
    void aGivenFolderWithoutServerProgramsIsNamed() throws IOException {
        Path empty = Files.createDirectory(root.resolve("empty"));
        assertThatThrownBy(() -> PostgresBinaries.find(Optional.of(empty), List.of(programs("configured")), root))
                .isInstanceOf(BenchFailure.class).hasMessageContaining(empty.toString()).hasMessageContaining("--pg-bin");
    }

    @Test
    void aPgConfigOfTheClientPackagesAloneIsPassedOver() throws IOException {
        Path clientOnly = Files.createDirectory(root.resolve("client"));
        Path installed = programs("debian/15/bin");
        assertThat(PostgresBinaries.find(Optional.empty(), List.of(clientOnly), root.resolve("debian")).folder())
                .isEqualTo(installed);
    }

    @Test
    void theNewestInstalledVersionIsTakenByNumberNotByText() throws IOException {
        programs("debian/9/bin");
        Path newest = programs("debian/17/bin");
        programs("debian/15/bin");
        assertThat(PostgresBinaries.find(Optional.empty(), List.of(), root.resolve("debian")).folder())
                .isEqualTo(newest);
    }

    @Test
    void withoutAnyTheSentenceSaysWhatToDo() {
        assertThatThrownBy(() -> PostgresBinaries.find(Optional.empty(), List.of(), root.resolve("none")))
                .isInstanceOf(BenchFailure.class).hasMessageContaining("apt-get install postgresql");
    }

    private Path programs(String folder) throws IOException {
        Path bin = Files.createDirectories(root.resolve(folder));
        for (String program : List.of("initdb", "postgres")) {
            assertThat(Files.createFile(bin.resolve(program)).toFile().setExecutable(true)).isTrue();
        }
        return bin;
    }
}
