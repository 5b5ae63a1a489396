package io.switchboard.standalone.apart;

import io.switchboard.standalone.process.JavaProcess;
import io.switchboard.wire.auth.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running service and the way to talk to it. Its environment is all it is told. */
final class Service implements AutoCloseable {

    static final String KEY = "apart";
    static final String SECRET = "a-secret-of-the-services-of-32-bytes-or-more";

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Pattern PORT = Pattern.compile("listens on port (\\d+)");

    private final JavaProcess process;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Service(JavaProcess process) {
        this.process = process;
    }

    /** A complete environment, on a free port. */
    static Map<String, String> environment(String bootstrapServers, Path data) {
        return new HashMap<>(Map.of(
                "SWITCHBOARD_KAFKA_BOOTSTRAP", bootstrapServers,
                "SWITCHBOARD_API_KEY", KEY,
                "SWITCHBOARD_API_SECRET", SECRET,
                "SWITCHBOARD_DATA", data.toString(),
                "SWITCHBOARD_PORT", "0",
                "SWITCHBOARD_PARTITIONS", "3"));
    }

    /** Starts the process and does not wait for it. */
    static Service launch(Class<?> main, Map<String, String> environment) throws IOException {
        return new Service(JavaProcess.startApart(main, environment));
    }

    /** Waits until it listens. */
    Service awaitListening() throws InterruptedException {
        if (!process.says("listens on port", PATIENCE)) {
            throw new AssertionError("it does not listen: " + process.errorsSoFar());
        }
        return this;
    }

    /** Waits until a probe of its health, {@code liveness} or {@code readiness}, answers so. */
    Service awaitHealth(String probe, int status) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (health(probe).statusCode() != status) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(probe + " did not become " + status + ": " + health(probe).body() + "\n"
                        + process.errorsSoFar());
            }
            Thread.sleep(POLL);
        }
        return this;
    }

    /** What it has logged. */
    String log() {
        return process.outputSoFar();
    }

    HttpResponse<String> health(String probe) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri("/actuator/health/" + probe)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A request with a server token. */
    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri("/api/v2" + path + "?api_key=" + KEY))
                .header("Authorization", Tokens.signServer(SECRET, Instant.now()))
                .header("stream-auth-type", "jwt")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** SIGTERM; returns how it ended. */
    JavaProcess.Ending terminate(Duration limit) throws InterruptedException {
        process.terminate();
        return process.awaitEnd(limit);
    }

    /** Waits for it to end by itself. */
    JavaProcess.Ending awaitEnd(Duration limit) throws InterruptedException {
        return process.awaitEnd(limit);
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
        client.shutdownNow();
    }

    private URI uri(String path) {
        Matcher port = PORT.matcher(process.outputSoFar());
        if (!port.find()) {
            throw new AssertionError("it did not say where it listens: " + process.outputSoFar());
        }
        return URI.create("http://127.0.0.1:" + port.group(1) + path);
    }
}
