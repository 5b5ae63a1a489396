package io.switchboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.standalone.Command.Help;
import io.switchboard.standalone.Command.Key;
import io.switchboard.standalone.Command.Token;
import io.switchboard.standalone.Command.Topic;
import io.switchboard.standalone.Command.Up;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    private static final Path DEFAULT_DATA = Path.of(".switchboard").toAbsolutePath();

    @Test
    void up_without_options_uses_the_documented_defaults() {
        assertThat(parse("up")).isEqualTo(new Up(new StandaloneOptions("127.0.0.1", 8080, 9092, DEFAULT_DATA)));
    }

    @Test
    void options_may_be_written_with_a_space_or_an_equals_sign() {
        Command expected = new Up(new StandaloneOptions("0.0.0.0", 81, 0, Path.of("/tmp/data")));

        assertThat(parse("up", "--port", "81", "--host=0.0.0.0", "--kafka-port=0", "--data", "/tmp/x/../data"))
                .isEqualTo(expected);
    }

    @Test
    void a_token_is_for_one_user_or_for_a_server() {
        assertThat(parse("token", "--user", "john")).isEqualTo(new Token(Optional.of("john"), DEFAULT_DATA));
        assertThat(parse("token", "--server")).isEqualTo(new Token(Optional.empty(), DEFAULT_DATA));
    }

    @Test
    void the_key_may_be_asked_for() {
        assertThat(parse("key", "--data=/tmp/d")).isEqualTo(new Key(Path.of("/tmp/d")));
    }

    @ParameterizedTest
    @CsvSource({"--help, ALL", "help, ALL", "-h, ALL", "up --help, UP", "up --port 80 -h, UP", "token --help, TOKEN",
        "key -h, KEY"})
    void everything_explains_itself(String line, Topic topic) {
        assertThat(parse(line.split(" "))).isEqualTo(new Help(topic));
    }

    @Test
    void nothing_asked_is_explained_too() {
        assertThat(parse()).isEqualTo(new Help(Topic.ALL));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "down                        | There is no command 'down'; see ./switchboard --help.",
        "up --verbose                | 'up' does not know '--verbose'; see ./switchboard up --help.",
        "up now                      | 'up' does not know 'now'; see ./switchboard up --help.",
        "up --port                   | --port needs a value.",
        "up --port --data x          | --port needs a value.",
        "up --port=                  | --port needs a value.",
        "up --port 1 --port 2        | --port is given twice.",
        "up --port http              | --port must be a number from 0 to 65535, not 'http'.",
        "up --port 65536             | --port must be a number from 0 to 65535, not '65536'.",
        "up --kafka-port -1          | --kafka-port must be a number from 0 to 65535, not '-1'.",
        "up --port 99999999999       | --port must be a number from 0 to 65535, not '99999999999'.",
        "up --port 90 --kafka-port 90| --port and --kafka-port are both 90; they must differ.",
        "token                       | Say who the token is for: either --user ID or --server.",
        "token --user john --server  | Say who the token is for: either --user ID or --server.",
        "token --server=yes          | 'token' does not know '--server=yes'; see ./switchboard token --help."})
    void misuse_is_named_in_one_sentence_and_exits_with_two(String line, String sentence) {
        assertThatThrownBy(() -> parse(line.strip().split(" ")))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.exitCode()).isEqualTo(2))
                .hasMessage(sentence);
    }

    private static Command parse(String... arguments) {
        return CommandLine.parse(List.of(arguments));
    }
}
