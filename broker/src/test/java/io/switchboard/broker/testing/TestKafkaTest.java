package io.switchboard.broker.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TestKafkaTest {

    private static final Duration QUICK = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    @Test
    @Timeout(300)
    void there_is_always_a_kafka_and_everybody_gets_the_same() throws Exception {
        String servers = TestKafka.bootstrapServers();

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
        assertThat(TestKafka.bootstrapServers()).isEqualTo(servers);
    }

    @Test
    void an_engine_that_answers_a_ping_is_found() throws IOException {
        try (ServerSocketChannel engine = listen()) {
            Thread.ofVirtual().start(() -> answerOnce(engine, "HTTP/1.1 200 OK\r\n\r\nOK"));

            assertThat(DockerEngine.answersAt(engine.getLocalAddress())).isTrue();
        }
    }

    @Test
    void an_engine_that_refuses_a_ping_is_no_engine() throws IOException {
        try (ServerSocketChannel engine = listen()) {
            Thread.ofVirtual().start(() -> answerOnce(engine, "HTTP/1.1 503 Service Unavailable\r\n\r\n"));

            assertThat(DockerEngine.answersAt(engine.getLocalAddress())).isFalse();
        }
    }

    @Test
    void an_engine_that_stays_mute_is_given_up_within_a_second() throws IOException {
        try (ServerSocketChannel engine = listen()) {
            Instant begin = Instant.now();

            assertThat(DockerEngine.answersAt(engine.getLocalAddress())).isFalse();

            assertThat(Duration.between(begin, Instant.now())).isLessThan(QUICK);
        }
    }

    @Test
    void a_socket_that_does_not_exist_is_no_engine() {
        assertThat(DockerEngine.answersAt(UnixDomainSocketAddress.of(directory.resolve("absent")))).isFalse();
    }

    @Test
    void docker_host_names_the_only_candidate() {
        assertThat(DockerEngine.candidates(Map.of("DOCKER_HOST", "unix:///run/engine.sock")))
                .isEqualTo(List.of(UnixDomainSocketAddress.of("/run/engine.sock")));
    }

    private ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(directory.resolve("engine.sock")));
    }

    private static void answerOnce(ServerSocketChannel engine, String answer) {
        try (SocketChannel client = engine.accept()) {
            client.write(StandardCharsets.US_ASCII.encode(answer));
        } catch (IOException e) {
            throw new AssertionError("the fake engine could not answer", e);
        }
    }
}
