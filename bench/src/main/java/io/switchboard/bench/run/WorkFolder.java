package io.switchboard.bench.run;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.machine.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A fresh folder for the data of one run. It is deleted when the JVM ends, unless the run failed: then the logs in it
 * are what the reader needs.
 */
public final class WorkFolder {

    private static final List<String> IN_MEMORY = List.of("tmpfs", "ramfs");

    private final Path path;
    private volatile boolean kept;

    private WorkFolder(Path path) {
        this.path = path;
    }

    /** @throws BenchFailure when the place cannot be used, or is no disk */
    public static WorkFolder in(Path place) {
        try {
            requireDisk(place, "--work-dir");
            Path path = Files.createTempDirectory(place, "switchboard-bench");
            open(path);
            WorkFolder folder = new WorkFolder(path);
            ServerProcess.afterwards(folder::delete);
            return folder;
        } catch (IOException e) {
            throw new BenchFailure("No folder can be made in " + place + ": " + e.getMessage()
                    + "; name another with --work-dir.", e);
        }
    }

    /** Makes a folder that outlives the run, if there is none, of the same kind. The option names it. */
    public static void lasting(Path folder, String option) throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectories(folder);
            open(folder);
        }
        requireDisk(folder, option);
    }

    private static void requireDisk(Path place, String option) throws IOException {
        if (IN_MEMORY.contains(Files.getFileStore(place).type())) {
            throw new BenchFailure(place + " lies in memory, where fsync costs nothing: name a folder on a disk with "
                    + option + ".");
        }
    }

    /** PostgreSQL may run as another user and must be able to pass through to its own folder. */
    private static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    }

    public Path path() {
        return path;
    }

    /** Leaves the folder where it is. */
    public void keep() {
        kept = true;
    }

    private void delete() {
        if (kept) {
            return;
        }
        Folders.delete(path);
    }
}
