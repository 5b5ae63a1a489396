package io.switchboard.bench.postgres;

import io.switchboard.bench.BenchFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where PostgreSQL's server programs lie.
 *
 * @param folder holds at least {@code initdb} and {@code postgres}
 */
public record PostgresBinaries(Path folder) {

    /** Where Debian and its kin install each major version. */
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    /**
     * Takes the given folder; without one, what {@code pg_config} names, then the newest version Debian installed.
     *
     * @throws BenchFailure when there are none
     */
    public static PostgresBinaries find(Optional<Path> given) {
        return find(given, configured().stream().toList(), DEBIAN);
    }

    static PostgresBinaries find(Optional<Path> given, List<Path> configured, Path installed) {
        if (given.isPresent()) {
            return given.map(PostgresBinaries::new).filter(PostgresBinaries::complete).orElseThrow(() ->
                    new BenchFailure("There is no initdb and postgres in " + given.get() + ", which --pg-bin names."));
        }
        return Stream.concat(configured.stream(), versions(installed)).map(PostgresBinaries::new)
                .filter(PostgresBinaries::complete).findFirst().orElseThrow(() -> new BenchFailure(
                        "PostgreSQL's server programs were not found: install them (Debian: apt-get install postgresql) "
                                + "or say where initdb lies with --pg-bin, or leave the twin out with --targets."));
    }

    /** @return the path of one of the programs */
    public String program(String name) {
        return folder.resolve(name).toString();
    }

    private boolean complete() {
        return Files.isExecutable(folder.resolve("initdb")) && Files.isExecutable(folder.resolve("postgres"));
    }

    private static Stream<Path> versions(Path installed) {
        if (!Files.isDirectory(installed)) {
            return Stream.empty();
        }
        try (Stream<Path> folders = Files.list(installed)) {
            return folders.filter(f -> f.getFileName().toString().matches("[0-9]+"))
                    .sorted(Comparator.comparing((Path f) -> Integer.valueOf(f.getFileName().toString())).reversed())
                    .map(f -> f.resolve("bin")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + installed, e);
        }
    }

    private static Optional<Path> configured() {
        try {
            Process process = new ProcessBuilder("pg_config", "--bindir").redirectErrorStream(true).start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? Optional.of(Path.of(answer)) : Optional.empty();
        } catch (IOException notInstalled) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
