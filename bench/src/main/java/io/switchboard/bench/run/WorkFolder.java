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
            if (IN_MEMORY.contains(Files.getFileStore(place).type())) {
                throw new BenchFailure(place + " lies in memory, where fsync costs nothing: "
                        + "name a folder on a disk with --work-dir.");
            }
            Path path = Files.createTempDirectory(place, "switchboard-bench");
            // PostgreSQL may run as another user and must be able to pass through to its own folder.
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
            WorkFolder folder = new WorkFolder(path);
            ServerProcess.afterwards(folder::delete);
            return folder;
        } catch (IOException e) {
            throw new BenchFailure("No folder can be made in " + place + ": " + e.getMessage()
                    + "; name another with --work-dir.", e);
        }
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
