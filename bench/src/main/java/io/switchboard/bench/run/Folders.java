package io.switchboard.bench.run;

import io.switchboard.bench.BenchFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

    /** @return how much the files below the folder hold, of those that are meant */
    public static double megabytes(Path folder, Predicate<Path> meant) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).filter(meant).mapToLong(file -> file.toFile().length()).sum() / MEGABYTE;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + folder, e);
        }
    }
}
