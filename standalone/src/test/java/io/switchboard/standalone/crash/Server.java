package io.switchboard.standalone.crash;

import io.switchboard.standalone.Main;
import io.switchboard.standalone.process.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One life of {@code switchboard up} on a data folder, from its start to its kill. */
final class Server implements AutoCloseable {

    static final String API_KEY = "crash-test";
    static final String API_SECRET = "a-secret-of-the-crash-test-of-32-bytes-or-more";

    private static final Duration START = Duration.ofMinutes(3);
    private static final Pattern BASE_URL = Pattern.compile("Base URL\\s+(\\S+)");
    private static final Pattern KAFKA = Pattern.compile("Kafka\\s+(\\S+)");

    private final JavaProcess process;
    private volatile boolean doomed;

    private Server(JavaProcess process) {
        this.process = process;
    }

    /** Starts a process and does not wait for it. */
    static Server launch(Path data) throws IOException {
        return new Server(JavaProcess.start(Main.class,
                List.of("up", "--port", "0", "--kafka-port", "0", "--data", data.toString()),
                Map.of("SWITCHBOARD_API_KEY", API_KEY, "SWITCHBOARD_API_SECRET", API_SECRET,
                        "SWITCHBOARD_RATE_LIMIT_PER_MINUTE", "1000000")));
    }

    /** Waits until it says that it is ready. */
    Server awaitReady() throws InterruptedException {
        if (!process.says("Ctrl-C stops it.", START)) {
            throw new AssertionError("not ready within " + START + ": " + process.errorsSoFar());
        }
        return this;
    }

    URI baseUrl() {
        return URI.create(said(BASE_URL));
    }

    String bootstrapServers() {
        return said(KAFKA);
    }

    /** What it has complained of so far. */
    String errors() {
        return process.errorsSoFar();
    }

    /** Whether its end was ordered: from then on a broken connection is nothing to complain of. */
    boolean doomed() {
        return doomed;
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        doomed = true;
        process.kill();
    }

    /** SIGTERM; returns how it ended. */
    JavaProcess.Ending terminate(Duration limit) throws InterruptedException {
        doomed = true;
        process.terminate();
        return process.awaitEnd(limit);
    }

    @Override
    public void close() throws InterruptedException {
        doomed = true;
        process.close();
    }

    private String said(Pattern pattern) {
        Matcher matcher = pattern.matcher(process.outputSoFar());
        if (!matcher.find()) {
            throw new AssertionError("it did not say " + pattern + " in: " + process.outputSoFar());
        }
        return matcher.group(1);
    }
}
