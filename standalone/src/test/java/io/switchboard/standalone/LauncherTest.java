package io.switchboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shell script answers by itself, before any JDK or build; the rest is {@link MainTest}'s. */
@Timeout(30)
class LauncherTest {

    private record Outcome(int exitCode, String output) {
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "help", "up --help", "up --port 80 -h", "token --help", "key --help"})
    void help_says_the_same_as_the_java_side(String line) throws Exception {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" "));
        Command.Help help = (Command.Help) CommandLine.parse(arguments);

        Outcome outcome = launch(arguments);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).isNotBlank().isEqualTo(
                new String(Main.class.getResourceAsStream(help.topic().resource).readAllBytes()));
    }

    @Test
    void an_unknown_command_is_one_sentence_and_a_failure() throws Exception {
        Outcome outcome = launch(List.of("down"));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).isEqualTo("There is no command 'down'; see ./switchboard --help.\n");
    }

    private static Outcome launch(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of("..", "switchboard").toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        return new Outcome(process.waitFor(), output);
    }
}
