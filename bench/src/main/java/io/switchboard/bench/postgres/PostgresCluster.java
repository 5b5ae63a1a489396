package io.switchboard.bench.postgres;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.machine.ProcessTree;
import io.switchboard.bench.machine.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A PostgreSQL cluster on loopback with a password of its own, in a folder of its own.
 *
 * <p>What decides durability is PostgreSQL's default ({@code fsync}, {@code synchronous_commit},
 * {@code full_page_writes} all on). Two sizes are raised above the defaults because any administrator would and they
 * only help: {@code shared_buffers} and {@code max_wal_size}.
 */
public final class PostgresCluster implements AutoCloseable {

    private static final String USER = "bench";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final List<String> TOLD = List.of("server_version", "fsync", "synchronous_commit",
            "full_page_writes", "wal_sync_method", "shared_buffers", "max_wal_size", "checkpoint_timeout");

    private final ServerProcess server;
    private final int port;
    private final String password;

    private PostgresCluster(ServerProcess server, int port, String password) {
        this.server = server;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts the cluster in this folder, making it first when there is none.
     *
     * @param folder to be created, or made by an earlier run; its parents must be open to the user PostgreSQL runs as
     * @throws BenchFailure when it cannot be made or does not come up
     */
    public static PostgresCluster start(PostgresBinaries binaries, Path folder) throws InterruptedException {
        ServerUser user = ServerUser.find();
        Path data = folder.resolve("data");
        Path secret = folder.resolve("password");
        String password;
        try {
            if (!Files.exists(secret)) {
                Files.createDirectories(folder);
                user.own(folder);
                writeSecret(secret, user);
                initialize(binaries, user, folder, data, secret);
            }
            password = Files.readString(secret);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a PostgreSQL cluster in " + folder, e);
        }
        int port = ServerProcess.freePort();
        ServerProcess server = ServerProcess.start("PostgreSQL", user.command(List.of(binaries.program("postgres"),
                "-D", data.toString(), "-p", Integer.toString(port), "-c", "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=", "-c", "shared_buffers=2GB", "-c", "max_wal_size=8GB")),
                Map.of(), folder.resolveSibling("postgres.log"));
        PostgresCluster cluster = new PostgresCluster(server, port, password);
        server.awaitReady(cluster::answers, START_LIMIT);
        return cluster;
    }

    /** Kept beside the data for a later run, for nobody else to read. */
    private static void writeSecret(Path secret, ServerUser user) throws IOException {
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, randomPassword());
        user.own(secret);
    }

    private static void initialize(PostgresBinaries binaries, ServerUser user, Path folder, Path data, Path secret)
            throws IOException, InterruptedException {
        Process initdb = new ProcessBuilder(user.command(List.of(binaries.program("initdb"), "-D", data.toString(),
                "-U", USER, "--auth=scram-sha-256", "--pwfile=" + secret, "--encoding=UTF8", "--locale=C")))
                .directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (initdb.waitFor() != 0) {
            throw new BenchFailure("PostgreSQL's initdb failed in " + folder
                    + "; are its parent folders open to the user it runs as? It said:\n" + said);
        }
    }

    /** Makes an empty database. */
    public void createDatabase(String name) {
        execute("create database " + name);
    }

    /** Makes an empty database, in place of one of this name that an earlier run left half made. */
    public void replaceDatabase(String name) {
        execute("drop database if exists " + name);
        createDatabase(name);
    }

    /**
     * @param options for each session, e.g. {@code -c synchronous_commit=off}; empty for the cluster's own settings
     * @return what a client needs to connect, as Spring's datasource properties
     */
    public Map<String, String> datasource(String database, String options) {
        String more = options.isEmpty() ? "" : "&options=" + options.replace(" ", "%20").replace("=", "%3D");
        return Map.of("SPRING_DATASOURCE_URL", url(database) + "?reWriteBatchedInserts=true" + more,
                "SPRING_DATASOURCE_USERNAME", USER, "SPRING_DATASOURCE_PASSWORD", password);
    }

    /** @return the settings that matter to a reader of the numbers, as the server reports them */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            for (String name : TOLD) {
                try (ResultSet row = statement.executeQuery("show " + name)) {
                    row.next();
                    settings.put(name, row.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not tell its settings", e);
        }
        return settings;
    }

    public ProcessTree usage() {
        return server.usage();
    }

    /** Stops it in its fast mode: sessions are ended, everything committed is on disk. */
    public void stop() throws InterruptedException {
        server.stop("INT");
    }

    @Override
    public void close() {
        server.close();
    }

    private boolean answers() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void execute(String sql) {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused: " + sql, e);
        }
    }

    /** @return a session on a database of this cluster, to be closed by the caller */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), USER, password);
    }

    private Connection connect() throws SQLException {
        return connect("postgres");
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static String randomPassword() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
