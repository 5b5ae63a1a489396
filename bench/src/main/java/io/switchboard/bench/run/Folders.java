package io.switchboard.bench.run;

import io.switchboard.bench.BenchFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whole folders: copying, deleting, weighing. */
public final class Folders {

    private static final double MEGABYTE = 1 << 20;

    private Folders() {
    }

    /** Copies a folder to where there is none, with the holes that preallocated files have. */
    public static void copy(Path from, Path to) throws InterruptedException {
        try {
            Process copy = new ProcessBuilder("cp", "-a", "--reflink=auto", "--sparse=always", from.toString(),
                    to.toString()).inheritIO().start();
            if (copy.waitFor() != 0) {
                throw new BenchFailure(from + " could not be copied to " + to + ".");
            }
        } catch (IOException e) {
            throw new BenchFailure("The command 'cp' cannot be run: " + e.getMessage(), e);
        }
    }

    /** Deletes a folder with everything in it, if there is one. */
    public static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (NoSuchFileException isGone) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    /** @return how much the files below the folder hold, of those that are meant; a server may be using them */
    public static double megabytes(Path folder, Predicate<Path> meant) {
        long[] bytes = new long[1];
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes[0] += meant.test(file) ? attributes.size() : 0;
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        // The server has deleted it since the folder was listed.
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + folder, e);
        }
        return bytes[0] / MEGABYTE;
    }
}
