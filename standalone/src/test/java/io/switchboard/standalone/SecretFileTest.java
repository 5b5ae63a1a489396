package io.switchboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.wire.auth.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path data;

    @Test
    void the_first_start_makes_credentials_that_later_starts_find_again() {
        Credentials first = file(Map.of()).obtain();

        assertThat(first.apiKey()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(first.secret()).hasSizeGreaterThanOrEqualTo(64);
        assertThat(file(Map.of()).obtain()).isEqualTo(first);
        assertThat(file(Map.of()).readSecret()).isEqualTo(first.secret());
        assertThat(file(Map.of()).readKey()).isEqualTo(first.apiKey());
    }

    @Test
    void no_two_installations_share_a_secret() throws IOException {
        Path other = Files.createDirectory(data.resolve("other"));

        assertThat(file(Map.of()).obtain().secret())
                .isNotEqualTo(new SecretFile(other, Map.of()).obtain().secret());
    }

    @Test
    void only_its_owner_may_read_the_file() throws IOException {
        file(Map.of()).obtain();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("credentials"))))
                .isEqualTo("rw-------");
    }

    @Test
    void the_environment_wins_and_nothing_is_written() {
        Map<String, String> environment = Map.of("SWITCHBOARD_API_KEY", "key", "SWITCHBOARD_API_SECRET", SECRET);

        assertThat(file(environment).obtain()).isEqualTo(new Credentials("key", SECRET));
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void a_secret_from_the_environment_goes_with_a_generated_key() {
        Credentials generated = file(Map.of()).obtain();

        assertThat(file(Map.of("SWITCHBOARD_API_SECRET", SECRET)).obtain())
                .isEqualTo(new Credentials(generated.apiKey(), SECRET));
    }

    @Test
    void signing_with_a_secret_from_the_environment_needs_no_file() {
        assertThat(file(Map.of("SWITCHBOARD_API_SECRET", SECRET)).readSecret()).isEqualTo(SECRET);
    }

    @Test
    void a_key_from_the_environment_is_told_without_a_file() {
        assertThat(file(Map.of("SWITCHBOARD_API_KEY", "mine")).readKey()).isEqualTo("mine");
    }

    @Test
    void a_short_secret_is_refused_without_being_shown() {
        SecretFile file = file(Map.of("SWITCHBOARD_API_KEY", "key", "SWITCHBOARD_API_SECRET", "tooshort"));

        assertThatThrownBy(file::obtain).isInstanceOf(Refusal.class)
                .hasMessage("The credentials from the environment cannot be used:"
                        + " the API secret is shorter than 32 bytes.");
        assertThatThrownBy(file::readSecret).isInstanceOf(Refusal.class).hasMessageNotContaining("tooshort");
    }

    @Test
    void an_empty_secret_is_not_taken_for_an_absent_one() {
        assertThatThrownBy(file(Map.of("SWITCHBOARD_API_SECRET", ""))::obtain).isInstanceOf(Refusal.class);
    }

    @Test
    void signing_before_the_first_start_says_what_to_do() {
        assertThatThrownBy(file(Map.of())::readSecret).isInstanceOf(Refusal.class)
                .hasMessage("There are no credentials in " + data
                        + " yet; start Switchboard there once, or set SWITCHBOARD_API_SECRET.");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    void a_damaged_file_is_refused_and_left_alone() throws IOException {
        Path path = Files.writeString(data.resolve("credentials"), "api_key=abc\n");

        assertThatThrownBy(file(Map.of())::obtain).isInstanceOf(Refusal.class)
                .hasMessage("The file " + path + " holds no api_secret.");
        assertThat(path).hasContent("api_key=abc");
    }

    private SecretFile file(Map<String, String> environment) {
        return new SecretFile(data, environment);
    }
}
