package io.switchboard.bench.postgres;

import io.switchboard.bench.BenchFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who runs PostgreSQL: it refuses to run as root. Under root this is an unprivileged user of the machine, else whoever
 * runs the benchmark.
 */
final class ServerUser {

    private static final List<String> CANDIDATES = List.of("postgres", "nobody");

    private final Optional<String> other;

    private ServerUser(Optional<String> other) {
        this.other = other;
    }

    /** @throws BenchFailure when this is root and there is nobody else to be */
    static ServerUser find() {
        try {
            if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
                return new ServerUser(Optional.empty());
            }
            List<String> known = Files.readAllLines(Path.of("/etc/passwd")).stream()
                    .map(line -> line.substring(0, line.indexOf(':'))).toList();
            return new ServerUser(Optional.of(CANDIDATES.stream().filter(known::contains).findFirst().orElseThrow(() ->
                    new BenchFailure("PostgreSQL refuses to run as root and this machine has no user of "
                            + CANDIDATES + ": run the benchmark as another user."))));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find out which user this is", e);
        }
    }

    /** @return the command, run as this user in the same process */
    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>();
        other.ifPresent(name -> all.addAll(List.of("setpriv", "--reuid", name, "--regid", groupOf(name),
                "--clear-groups", "--")));
        all.addAll(command);
        return all;
    }

    /** Gives the folder to this user. */
    void own(Path folder) throws IOException {
        if (other.isPresent()) {
            UserPrincipal user = folder.getFileSystem().getUserPrincipalLookupService()
                    .lookupPrincipalByName(other.get());
            Files.setOwner(folder, user);
        }
    }

    private static String groupOf(String user) {
        try {
            return Files.readAllLines(Path.of("/etc/passwd")).stream().filter(line -> line.startsWith(user + ":"))
                    .map(line -> line.split(":")[3]).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find the group of " + user, e);
        }
    }
}
