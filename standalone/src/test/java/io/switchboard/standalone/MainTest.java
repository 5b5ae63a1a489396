package io.switchboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.broker.ExclusiveDirectory;
import io.switchboard.standalone.SwitchboardProcess.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class MainTest {

    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path data;

    @Test
    void up_says_where_everything_is_but_not_the_secret_and_stops_on_sigterm() throws Exception {
        SwitchboardProcess up = SwitchboardProcess.up(data);
        try {
            String secret = new SecretFile(data, Map.of()).readSecret();

            assertThat(up.output())
                    .containsPattern("Base URL +http://127\\.0\\.0\\.1:\\d+\n")
                    .containsPattern("API key +\\w+\n")
                    .contains(data.resolve("credentials").toString())
                    .containsPattern("Kafka +127\\.0\\.0\\.1:\\d+ ")
                    .contains("curl -X POST 'http://127.0.0.1:")
                    .doesNotContain(secret);
            assertThat(up.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(up.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        } finally {
            assertThat(up.terminate()).isEqualTo(TERMINATED);
        }
        ExclusiveDirectory.claim(data).close();
    }

    @Test
    void a_second_instance_on_the_same_data_is_refused_and_after_a_kill_the_next_one_starts() throws Exception {
        SwitchboardProcess first = SwitchboardProcess.up(data);
        try {
            Outcome second = SwitchboardProcess.run("up", "--port", "0", "--kafka-port", "0", "--data", data.toString());

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.errors())
                    .startsWith("The data directory " + data + " is in use by another Switchboard (process ")
                    .hasLineCount(1);
        } finally {
            first.kill();
        }

        SwitchboardProcess next = SwitchboardProcess.up(data);
        assertThat(next.terminate()).isEqualTo(TERMINATED);
    }

    @Test
    void a_taken_http_port_is_one_sentence_and_a_failure() throws Exception {
        try (ServerSocket taken = takeAPort()) {
            Outcome outcome = SwitchboardProcess.run("up", "--kafka-port", "0", "--data", data.toString(),
                    "--port", Integer.toString(taken.getLocalPort()));

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.errors())
                    .startsWith("The HTTP port " + taken.getLocalPort() + " on 127.0.0.1 cannot be used")
                    .hasLineCount(1);
            assertThat(outcome.output()).isEmpty();
        }
    }

    @Test
    void a_taken_kafka_port_is_one_sentence_and_a_failure() throws Exception {
        try (ServerSocket taken = takeAPort()) {
            Outcome outcome = SwitchboardProcess.run("up", "--port", "0", "--data", data.toString(),
                    "--kafka-port", Integer.toString(taken.getLocalPort()));

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.errors())
                    .startsWith("The Kafka port " + taken.getLocalPort() + " on 127.0.0.1 cannot be used")
                    .hasLineCount(1);
        }
    }

    @Test
    void a_data_folder_that_cannot_be_written_is_one_sentence_and_a_failure() throws Exception {
        Path file = Files.createFile(data.resolve("file"));

        Outcome outcome = SwitchboardProcess.run("up", "--data", file.resolve("below").toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors()).startsWith("The data directory " + file.resolve("below") + " cannot be written")
                .hasLineCount(1);
    }

    @Test
    void a_token_is_the_only_line_on_standard_output() throws Exception {
        new SecretFile(data, Map.of()).obtain();

        Outcome outcome = SwitchboardProcess.run("token", "--user", "john", "--data", data.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\n");
    }

    @Test
    void help_is_text_on_standard_output_and_no_failure() throws Exception {
        Outcome outcome = SwitchboardProcess.run("up", "--help");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).contains("--kafka-port");
    }

    private static ServerSocket takeAPort() throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        return socket;
    }
}
