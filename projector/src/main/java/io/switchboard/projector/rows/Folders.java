package io.switchboard.projector.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Throws away what is in a folder. */
public final class Folders {

    private Folders() {
    }

    /** Deletes everything in the folder, whatever it is; the folder stays. */
    public static void empty(Path folder) throws IOException {
        emptyBut(folder, folder);
    }

    /** Deletes everything in the folder except one file right in it. */
    static void emptyBut(Path folder, Path kept) throws IOException {
        List<Path> doomed;
        try (Stream<Path> all = Files.list(folder)) {
            doomed = all.filter(path -> !path.equals(kept)).toList();
        }
        for (Path path : doomed) {
            delete(path);
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
