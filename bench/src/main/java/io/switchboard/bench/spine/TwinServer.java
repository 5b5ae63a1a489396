package io.switchboard.bench.spine;

import io.switchboard.bench.load.Endpoint;
import io.switchboard.bench.machine.ProcessTree;
import io.switchboard.bench.machine.ServerProcess;
import io.switchboard.bench.postgres.PostgresCluster;
import io.switchboard.bench.run.Credentials;
import io.switchboard.bench.twin.TwinApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A twin in a JVM of its own, on a database of its own in the run's PostgreSQL cluster. */
final class TwinServer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    /** The collector that ./switchboard chooses too; it costs least on two cores. */
    private static final List<String> JVM = List.of("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC",
            "-XX:+UseCompactObjectHeaders");

    private final ServerProcess process;
    private final Endpoint endpoint;

    private TwinServer(ServerProcess process, Endpoint endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param database       to be created
     * @param sessionOptions PostgreSQL options of its sessions; empty for the cluster's own settings
     */
    static TwinServer start(PostgresCluster cluster, String database, String sessionOptions, int poolSize,
                            Credentials credentials, Path workFolder) throws InterruptedException {
        cluster.createDatabase(database);
        int port = ServerProcess.freePort();
        Map<String, String> environment = new TreeMap<>(cluster.datasource(database, sessionOptions));
        environment.put("TWIN_API_KEY", credentials.apiKey());
        environment.put("TWIN_SECRET", credentials.secret());
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE", Integer.toString(poolSize));
        ServerProcess process = ServerProcess.start(database, command(), environment,
                workFolder.resolve(database + ".log"));
        Endpoint endpoint = credentials.endpoint(port);
        process.awaitReady(endpoint::ready, START_LIMIT);
        return new TwinServer(process, endpoint);
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>(JVM);
        command.addFirst(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TwinApplication.class.getName()));
        return command;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    ProcessTree usage() {
        return process.usage();
    }

    @Override
    public void close() {
        process.close();
    }
}
