package io.switchboard.standalone;

import io.switchboard.wire.auth.Credentials;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The file {@code credentials} in the data folder: the API key and secret of this installation, readable by its owner
 * only. Written once, at the first start; the environment wins over it, field by field.
 */
final class SecretFile {

    static final String KEY_VARIABLE = "SWITCHBOARD_API_KEY";
    static final String SECRET_VARIABLE = "SWITCHBOARD_API_SECRET";

    private static final String KEY_FIELD = "api_key";
    private static final String SECRET_FIELD = "api_secret";
    private static final int KEY_BYTES = 6;
    private static final int SECRET_BYTES = 32;

    private final Path path;
    private final Map<String, String> environment;

    SecretFile(Path data, Map<String, String> environment) {
        this.path = data.resolve("credentials");
        this.environment = environment;
    }

    Path path() {
        return path;
    }

    /** True when the secret is taken from the environment, so that the file does not matter. */
    boolean secretFromEnvironment() {
        return environment.containsKey(SECRET_VARIABLE);
    }

    /**
     * The credentials to run with; generates the file when something has to come from it and it is not there.
     *
     * @throws Refusal when the file or a variable cannot be used
     */
    Credentials obtain() {
        if (!environmentSuffices() && !Files.exists(path)) {
            generate();
        }
        return read();
    }

    /**
     * The secret that {@link #obtain} settled on earlier, for signing.
     *
     * @throws Refusal when there is none yet, or it cannot be used
     */
    String readSecret() {
        Properties file = environment.containsKey(SECRET_VARIABLE) ? new Properties() : load(SECRET_VARIABLE);
        return checked("no key needed", field(file, SECRET_FIELD, SECRET_VARIABLE)).secret();
    }

    /**
     * The API key that {@link #obtain} settled on earlier.
     *
     * @throws Refusal when there is none yet, or it cannot be used
     */
    String readKey() {
        Properties file = environment.containsKey(KEY_VARIABLE) ? new Properties() : load(KEY_VARIABLE);
        return field(file, KEY_FIELD, KEY_VARIABLE);
    }

    private Credentials read() {
        Properties file = environmentSuffices() ? new Properties() : load(SECRET_VARIABLE);
        return checked(field(file, KEY_FIELD, KEY_VARIABLE), field(file, SECRET_FIELD, SECRET_VARIABLE));
    }

    private Credentials checked(String key, String secret) {
        try {
            return new Credentials(key, secret);
        } catch (IllegalArgumentException e) {
            throw Refusal.failure("The credentials from " + origin() + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private boolean environmentSuffices() {
        return environment.containsKey(KEY_VARIABLE) && secretFromEnvironment();
    }

    private String origin() {
        return secretFromEnvironment() || environment.containsKey(KEY_VARIABLE)
                ? "the environment" : path.toString();
    }

    private String field(Properties file, String name, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .or(() -> Optional.ofNullable(file.getProperty(name)))
                .orElseThrow(() -> Refusal.failure("The file " + path + " holds no " + name + "."));
    }

    private Properties load(String variable) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
            return properties;
        } catch (NoSuchFileException e) {
            throw Refusal.failure("There are no credentials in " + path.getParent()
                    + " yet; start Switchboard there once, or set " + variable + ".", e);
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.failure("The file " + path + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    // Written aside and moved, so that a kill in between leaves no half a secret that later starts would trust.
    private void generate() {
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        String text = """
                # Made by Switchboard at its first start. Whoever reads this file can do everything.
                %s=%s
                %s=%s
                """.formatted(KEY_FIELD, random(KEY_BYTES), SECRET_FIELD, random(SECRET_BYTES));
        try {
            Files.deleteIfExists(draft);
            Files.createFile(draft, ownerOnly());
            Files.writeString(draft, text, StandardCharsets.US_ASCII, StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Refusal.failure("The file " + path + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
