package io.switchboard.standalone.apart;

import io.switchboard.standalone.process.JavaProcess;
import io.switchboard.standalone.process.ServerApi;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
    private final Optional<Integer> knownPort;
    private final ServerApi api = new ServerApi(this::baseUrl, KEY, SECRET);

    private Service(JavaProcess process, Optional<Integer> knownPort) {
        this.process = process;
        this.knownPort = knownPort;
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

    /** Starts a service that says on which port it listens, and does not wait for it. */
    static Service launch(Class<?> main, Map<String, String> environment) throws IOException {
        return new Service(JavaProcess.startApart(main, environment), Optional.empty());
    }

    /** Starts one that other instances reach at an address, so that its port has to be chosen for it. */
    static Service launchAt(int port, Class<?> main, Map<String, String> environment) throws IOException {
        environment.put("SWITCHBOARD_ADDRESS", "127.0.0.1:" + port);
        return new Service(JavaProcess.startApart(main, environment), Optional.of(port));
    }

    /** A port that was free a moment ago. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** Waits until it says that it listens. */
    Service awaitListening() throws InterruptedException {
        if (!process.says("listens on port", PATIENCE)) {
            throw new AssertionError("it does not listen: " + process.errorsSoFar());
        }
        return this;
    }

    /** Waits until a probe of its health, {@code liveness} or {@code readiness}, answers so. */
    Service awaitHealth(String probe, int status) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(probe, status)) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new AssertionError(probe + " did not become " + status + ": " + process.outputSoFar()
                        + process.errorsSoFar());
            }
            Thread.sleep(POLL);
        }
        return this;
    }

    private boolean answers(String probe, int status) throws IOException, InterruptedException {
        try {
            return health(probe).statusCode() == status;
        } catch (ConnectException notYet) {
            return false;
        }
    }

    /** Waits until it has said this, wherever it logs. */
    Service awaitLog(String text) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!log().contains(text)) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new AssertionError("it did not say '" + text + "': " + log());
            }
            Thread.sleep(POLL);
        }
        return this;
    }

    /** All that it has said. */
    String log() {
        return process.outputSoFar() + process.errorsSoFar();
    }

    HttpResponse<String> health(String probe) throws IOException, InterruptedException {
        return api.get("/actuator/health/" + probe);
    }

    /** A request with a server token. */
    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return api.send(method, path, body);
    }

    /** SIGSTOP: it does nothing any more, and does not end. */
    void pause() throws IOException, InterruptedException {
        process.signal("STOP");
    }

    /** SIGCONT. */
    void resume() throws IOException, InterruptedException {
        process.signal("CONT");
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.kill();
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
        api.close();
    }

    private String baseUrl() {
        Matcher said = PORT.matcher(process.outputSoFar());
        int port = knownPort.orElseGet(() -> said.find() ? Integer.parseInt(said.group(1)) : 0);
        return "http://127.0.0.1:" + port;
    }
}
