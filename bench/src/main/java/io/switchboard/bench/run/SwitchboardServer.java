package io.switchboard.bench.run;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.load.Endpoint;
import io.switchboard.bench.machine.ProcessTree;
import io.switchboard.bench.machine.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code ./switchboard up} as a user starts it, on a data folder of the run. Used by one thread. */
public final class SwitchboardServer implements AutoCloseable {

    /** A first start may have to build. */
    private static final Duration START_LIMIT = Duration.ofMinutes(15);
    private static final Path SCRIPT = Path.of("switchboard");

    private final ServerProcess process;
    private final Endpoint endpoint;
    private final String bootstrap;
    private final Duration ready;

    private SwitchboardServer(ServerProcess process, Endpoint endpoint, String bootstrap, Duration ready) {
        this.process = process;
        this.endpoint = endpoint;
        this.bootstrap = bootstrap;
        this.ready = ready;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @throws BenchFailure when there is no {@code ./switchboard} or it does not come up
     */
    public static SwitchboardServer start(Path folder, Credentials credentials, Map<String, String> more)
            throws InterruptedException {
        if (!Files.isExecutable(SCRIPT)) {
            throw new BenchFailure("There is no ./switchboard to start: run this in the top folder of the project, "
                    + "or leave it out with --targets twin,twin-async.");
        }
        int port = ServerProcess.freePort();
        int kafkaPort = ServerProcess.freePort();
        Map<String, String> environment = new TreeMap<>(more);
        environment.put("SWITCHBOARD_API_KEY", credentials.apiKey());
        environment.put("SWITCHBOARD_API_SECRET", credentials.secret());
        ServerProcess process = ServerProcess.start("Switchboard", List.of(SCRIPT.toAbsolutePath().toString(), "up",
                "--port", Integer.toString(port), "--kafka-port", Integer.toString(kafkaPort),
                "--data", folder.toString()), environment, folder.resolveSibling("switchboard.log"));
        Endpoint endpoint = credentials.endpoint(port);
        Duration ready = process.awaitReady(endpoint::ready, START_LIMIT);
        return new SwitchboardServer(process, endpoint, "127.0.0.1:" + kafkaPort, ready);
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public String bootstrap() {
        return bootstrap;
    }

    /** @return from the start of the process to the first readiness 200 */
    public double readySeconds() {
        return ready.toMillis() / 1_000.0;
    }

    /** @return the id of the Java process itself */
    public long pid() {
        return process.pid();
    }

    public ProcessTree usage() {
        return process.usage();
    }

    public void terminate() throws InterruptedException {
        process.stop("TERM");
    }

    public void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
