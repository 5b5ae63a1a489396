package io.switchboard.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTreeTest {

    @TempDir
    private Path proc;
    private final ProcessHandle self = ProcessHandle.current();

    @BeforeEach
    void writeProc() throws IOException {
        Path folder = Files.createDirectory(proc.resolve(Long.toString(self.pid())));
        // Fields as in proc(5); the name holds what a careless parser stumbles over.
        Files.writeString(folder.resolve("stat"), self.pid()
                + " (a (very) odd name) S 1 2 3 4 5 6 7 8 9 10 1234 66 0 0 20 0 30 0 100 200 300\n");
        Files.writeString(folder.resolve("status"), "Name:\tjava\nVmPeak:\t999999 kB\nVmRSS:\t  204800 kB\n");
    }

    @Test
    void cpuTimeIsUserAndSystemTime() {
        assertThat(new ProcessTree(self, proc).cpuSeconds()).isEqualTo(13.0);
    }

    @Test
    void residentMemoryIsNotThePeak() {
        assertThat(new ProcessTree(self, proc).residentMegabytes()).isEqualTo(200.0);
    }

    @Test
    void theMachineIsDescribed() {
        Machine machine = Machine.describe(proc);
        assertThat(machine.cores()).isPositive();
        assertThat(machine.memoryMegabytes()).isGreaterThan(100);
        assertThat(machine.fsyncMillis()).isPositive();
        assertThat(machine.fileSystem()).isNotEmpty();
        assertThat(proc).isDirectoryContaining(p -> p.getFileName().toString().equals(Long.toString(self.pid())));
        assertThat(proc.toFile().list()).as("the probe cleans up").hasSize(1);
    }
}
