package io.switchboard.bench.run;

import io.switchboard.bench.load.Endpoint;
import io.switchboard.bench.machine.ProcessTree;
import io.switchboard.bench.machine.ServerProcess;
import io.switchboard.bench.postgres.PostgresCluster;
import io.switchboard.bench.twin.TwinApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A twin in a JVM of its own, on a database of its own in the run's PostgreSQL cluster. */
public final class TwinServer implements AutoCloseable {

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
     * Starts it on a new database, which it fills with tables, and waits until it is ready.
     *
     * @param database       to be created
     * @param sessionOptions PostgreSQL options of its sessions; empty for the cluster's own settings
     */
    public static TwinServer startFresh(PostgresCluster cluster, String database, String sessionOptions, int poolSize,
                                        Credentials credentials, Path workFolder) throws InterruptedException {
        cluster.createDatabase(database);
        return start(database, cluster.datasource(database, sessionOptions), poolSize, credentials,
                workFolder);
    }

    /** Starts it on a database that has its tables, and waits until it is ready. */
    public static TwinServer startOn(PostgresCluster cluster, String database, int poolSize, Credentials credentials,
                                     Path workFolder) throws InterruptedException {
        Map<String, String> settings = new TreeMap<>(cluster.datasource(database, ""));
        settings.put("SPRING_SQL_INIT_MODE", "never");
        return start(database, settings, poolSize, credentials, workFolder);
    }

    private static TwinServer start(String database, Map<String, String> settings,
                                    int poolSize, Credentials credentials, Path workFolder)
            throws InterruptedException {
        int port = ServerProcess.freePort();
        Map<String, String> environment = new TreeMap<>(settings);
        environment.put("TWIN_API_KEY", credentials.apiKey());
        environment.put("TWIN_SECRET", credentials.secret());
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE", Integer.toString(poolSize));
        ServerProcess process = ServerProcess.start(database, ServerProcess.java(JVM, TwinApplication.class), environment,
                workFolder.resolve(database + ".log"));
        Endpoint endpoint = credentials.endpoint(port);
        process.awaitReady(endpoint::ready, START_LIMIT);
        return new TwinServer(process, endpoint);
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    public ProcessTree usage() {
        return process.usage();
    }

    @Override
    public void close() {
        process.close();
    }
}
