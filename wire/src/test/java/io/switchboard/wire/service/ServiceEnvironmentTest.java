package io.switchboard.wire.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceEnvironmentTest {

    private static final int DEFAULT_PORT = 8080;
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void complete() {
        variables.putAll(Map.of("SWITCHBOARD_KAFKA_BOOTSTRAP", "kafka:9092", "SWITCHBOARD_API_KEY", "key",
                "SWITCHBOARD_API_SECRET", SECRET, "SWITCHBOARD_DATA", folder.resolve("data").toString()));
    }

    @Test
    void four_variables_are_enough_and_the_folder_is_made() throws IOException {
        ServiceEnvironment environment = read();

        assertThat(environment.bootstrapServers()).isEqualTo("kafka:9092");
        assertThat(environment.credentials().apiKey()).isEqualTo("key");
        assertThat(environment.port()).isEqualTo(DEFAULT_PORT);
        assertThat(environment.data()).isEmptyDirectory();
    }

    @Test
    void the_port_can_be_chosen() {
        variables.put("SWITCHBOARD_PORT", "9000");

        assertThat(read().port()).isEqualTo(9000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SWITCHBOARD_KAFKA_BOOTSTRAP", "SWITCHBOARD_API_KEY", "SWITCHBOARD_API_SECRET",
        "SWITCHBOARD_DATA"})
    void a_missing_or_empty_variable_is_named(String name) {
        variables.remove(name);
        assertRefused(name + " is not set and has no default.");

        variables.put(name, "  ");
        assertRefused(name + " is not set and has no default.");
    }

    @Test
    void all_that_is_missing_is_named_at_once() {
        variables.remove("SWITCHBOARD_API_KEY");
        variables.remove("SWITCHBOARD_DATA");

        assertRefused("SWITCHBOARD_API_KEY and SWITCHBOARD_DATA are not set and have no default.");
    }

    @Test
    void a_secret_of_31_bytes_is_too_short_and_not_repeated() {
        variables.put("SWITCHBOARD_API_SECRET", SECRET.substring(1));

        assertRefused("SWITCHBOARD_API_KEY and SWITCHBOARD_API_SECRET cannot be used: "
                + "the API secret is shorter than 32 bytes.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SWITCHBOARD_PORT        | http  | must be a whole number, not 'http'.
            SWITCHBOARD_PORT        | 65536 | must be at least 0 and at most 65535, not 65536.
            SWITCHBOARD_PORT        | -1    | must be at least 0 and at most 65535, not -1.
            SWITCHBOARD_PARTITIONS  | 0     | must be at least 1, not 0.
            SWITCHBOARD_PARTITIONS  | 4.5   | must be a whole number, not '4.5'.
            SWITCHBOARD_REPLICATION | 40000 | must be at least 1 and at most 32767, not 40000.
            """)
    void a_number_that_makes_no_sense_is_refused(String name, String value, String why) {
        variables.put(name, value);

        assertRefused(name + " " + why);
    }

    @Test
    void a_folder_that_cannot_be_made_is_refused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        variables.put("SWITCHBOARD_DATA", file.toString());

        assertRefused("SWITCHBOARD_DATA=" + file + " cannot be written: it is not a directory.");
    }

    private ServiceEnvironment read() {
        return ServiceEnvironment.read(variables, DEFAULT_PORT);
    }

    private void assertRefused(String sentence) {
        assertThatExceptionOfType(MisconfiguredException.class).isThrownBy(this::read).withMessage(sentence);
    }
}
