package io.switchboard.wire.service;

import io.switchboard.wire.auth.Credentials;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The environment variables that every service needs, checked before anything is started, so that a mistake is one
 * sentence and not a stack trace.
 *
 * @param port to listen on; 0 for any free one
 */
public record ServiceEnvironment(String bootstrapServers, Credentials credentials, Path data, int port) {

    static final String BOOTSTRAP = "SWITCHBOARD_KAFKA_BOOTSTRAP";
    static final String KEY = "SWITCHBOARD_API_KEY";
    static final String SECRET = "SWITCHBOARD_API_SECRET";
    static final String DATA = "SWITCHBOARD_DATA";
    static final String PORT = "SWITCHBOARD_PORT";
    static final String PARTITIONS = "SWITCHBOARD_PARTITIONS";
    static final String REPLICATION = "SWITCHBOARD_REPLICATION";

    private static final int LAST_PORT = 65_535;

    /**
     * @param defaultPort where it listens when {@code SWITCHBOARD_PORT} is not set
     * @throws MisconfiguredException when a variable is missing or makes no sense; the message never holds a secret
     */
    public static ServiceEnvironment read(Map<String, String> variables, int defaultPort) {
        List<String> missing = Stream.of(BOOTSTRAP, KEY, SECRET, DATA)
                .filter(name -> variables.getOrDefault(name, "").isBlank()).toList();
        if (!missing.isEmpty()) {
            throw new MisconfiguredException(String.join(" and ", missing)
                    + (missing.size() == 1 ? " is not set and has" : " are not set and have") + " no default.");
        }
        number(variables, PARTITIONS, 1, 1, Integer.MAX_VALUE);
        number(variables, REPLICATION, 1, 1, Short.MAX_VALUE);
        return new ServiceEnvironment(variables.get(BOOTSTRAP),
                credentials(variables.get(KEY), variables.get(SECRET)), folder(variables.get(DATA)),
                number(variables, PORT, defaultPort, 0, LAST_PORT));
    }

    private static Credentials credentials(String key, String secret) {
        try {
            return new Credentials(key, secret);
        } catch (IllegalArgumentException e) {
            throw new MisconfiguredException(KEY + " and " + SECRET + " cannot be used: " + e.getMessage() + ".");
        }
    }

    private static Path folder(String name) {
        try {
            Path folder = Files.createDirectories(Path.of(name));
            Files.delete(Files.createTempFile(folder, "writable", null));
            return folder;
        } catch (FileAlreadyExistsException e) {
            throw unusable(name, "it is not a directory");
        } catch (AccessDeniedException e) {
            throw unusable(name, "permission denied");
        } catch (IOException | InvalidPathException e) {
            throw unusable(name, e.getMessage());
        }
    }

    private static MisconfiguredException unusable(String name, String reason) {
        return new MisconfiguredException(DATA + "=" + name + " cannot be written: " + reason + ".");
    }

    private static int number(Map<String, String> variables, String name, int otherwise, int min, int max) {
        String text = variables.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new MisconfiguredException(name + " must be a whole number, not '" + text + "'.");
        }
        throw new MisconfiguredException(name + " must be at least " + min
                + (max == Integer.MAX_VALUE ? "" : " and at most " + max) + ", not " + text + ".");
    }
}
