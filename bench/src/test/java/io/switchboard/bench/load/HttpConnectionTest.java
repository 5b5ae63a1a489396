package io.switchboard.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {

    private static final String STAYS = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String CLOSES = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbye";

    @Test
    void oneSocketServesManyExchangesUntilTheServerEndsIt() throws IOException {
        try (ServerSocket socket = listen(); HttpConnection connection = new HttpConnection(endpoint(socket))) {
            serve(socket, List.of(List.of(STAYS, STAYS, CLOSES), List.of(STAYS)));
            for (String expected : List.of("ok", "ok", "bye", "ok")) {
                assertThat(connection.exchange(request(socket)).text()).isEqualTo(expected);
            }
            assertThat(connection.opened()).isEqualTo(2);
        }
    }

    @Test
    void aBrokenConnectionIsAnErrorOnceAndThenReplaced() throws IOException {
        try (ServerSocket socket = listen(); HttpConnection connection = new HttpConnection(endpoint(socket))) {
            serve(socket, List.of(List.of("HTTP/1.1 200 OK\r\nContent-Le"), List.of(STAYS)));
            assertThatThrownBy(() -> connection.exchange(request(socket))).isInstanceOf(IOException.class);
            assertThat(connection.exchange(request(socket)).text()).isEqualTo("ok");
        }
    }

    @Test
    void aServerThatIsNotThereIsAnError() throws IOException {
        ServerSocket socket = listen();
        socket.close();
        try (HttpConnection connection = new HttpConnection(endpoint(socket))) {
            assertThatThrownBy(() -> connection.exchange(request(socket))).isInstanceOf(IOException.class);
        }
        assertThat(endpoint(socket).ready()).isFalse();
    }

    @Test
    void theRequestCarriesTheCredentialsAsTheContractSays() {
        Endpoint endpoint = new Endpoint("127.0.0.1", 8080, "the-key", "the.jwt.token");
        String request = new String(endpoint.post("/video/calls", "{\"ü\":1}").bytes(), StandardCharsets.UTF_8);
        assertThat(request).startsWith("POST /api/v2/video/calls?api_key=the-key HTTP/1.1\r\n")
                .contains("\r\nAuthorization: the.jwt.token\r\n").contains("\r\nstream-auth-type: jwt\r\n")
                .contains("\r\nHost: 127.0.0.1:8080\r\n").contains("\r\nContent-Length: 8\r\n")
                .endsWith("\r\n\r\n{\"ü\":1}");
        assertThat(endpoint.toString()).doesNotContain("the.jwt.token").doesNotContain("the-key");
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static Endpoint endpoint(ServerSocket socket) {
        return new Endpoint("127.0.0.1", socket.getLocalPort(), "key", "token");
    }

    private static Request request(ServerSocket socket) {
        return endpoint(socket).post("/users", "{}");
    }

    /** Answers each accepted connection with its list of answers, one per request, and closes it. */
    private static void serve(ServerSocket server, List<List<String>> connections) {
        Thread.ofVirtual().start(() -> connections.forEach(answers -> serveOne(server, answers)));
    }

    private static void serveOne(ServerSocket server, List<String> answers) {
        try (Socket socket = server.accept()) {
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String answer : answers) {
                readRequest(in);
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readRequest(BufferedReader in) throws IOException {
        int length = 0;
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        assertThat(in.skip(length)).isEqualTo(length);
    }
}
