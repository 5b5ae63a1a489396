package io.switchboard.bench.run;

import io.switchboard.bench.load.Endpoint;
import io.switchboard.bench.machine.ServerProcess;
import io.switchboard.projector.service.ProjectorApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The projector as a service of its own, with the JVM options of {@code ./switchboard}. Used by one thread. */
public final class ProjectorServer implements AutoCloseable {

    private static final List<String> JVM = List.of("-Xmx1g", "-Xmn320m", "-XX:+UseParallelGC",
            "-XX:SweeperThreshold=100", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final ServerProcess process;
    private final Endpoint health;

    private ProjectorServer(ServerProcess process, Endpoint health) {
        this.process = process;
        this.health = health;
    }

    /**
     * Starts it; it is not ready then.
     *
     * @param data the folder that {@code ./switchboard up --data} has, so that either can go on with the other's state
     */
    public static ProjectorServer start(String bootstrap, Path data, Credentials credentials) {
        int port = ServerProcess.freePort();
        ServerProcess process = ServerProcess.start("projector", ServerProcess.java(JVM, ProjectorApplication.class),
                Map.of("SWITCHBOARD_KAFKA_BOOTSTRAP", bootstrap, "SWITCHBOARD_API_SECRET", credentials.secret(),
                        "SWITCHBOARD_DATA", data.toString(), "SWITCHBOARD_ADDRESS", "127.0.0.1:" + port),
                data.resolveSibling("projector.log"));
        return new ProjectorServer(process, credentials.endpoint(port));
    }

    /** @return how long it took, from the start of the process, until it had applied what the log held then */
    public Duration awaitCaughtUp(Duration limit) throws InterruptedException {
        return process.awaitReady(health::ready, limit);
    }

    /** Stops it so that its state can be gone on with. */
    public void terminate() throws InterruptedException {
        process.stop("TERM");
    }

    @Override
    public void close() {
        process.close();
    }
}
