package io.switchboard.bench.dataset;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.postgres.PostgresCluster;
import io.switchboard.bench.run.Console;
import io.switchboard.bench.run.Credentials;
import io.switchboard.bench.run.Folders;
import io.switchboard.bench.run.ProjectorServer;
import io.switchboard.bench.run.SwitchboardServer;
import io.switchboard.bench.run.WorkFolder;
import io.switchboard.broker.BrokerConfig;
import io.switchboard.broker.EmbeddedBroker;
import io.switchboard.events.codec.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * A data set on disk, made once and used by any number of runs: the log as it was written, Switchboard's whole folder
 * with everything folded, and a PostgreSQL cluster. Runs that write work on copies. What an interrupted run left half
 * made is made again. One thread.
 */
public final class PreparedData {

    /** The database with the twin's tables. */
    public static final String DATABASE = "query_twin";

    private static final Duration FOLD_LIMIT = Duration.ofHours(3);
    private static final String KAFKA = "kafka";
    /** How often {@code ./switchboard} may give up before its rows are complete. */
    private static final int STARTS = 6;

    private final Path folder;
    private final Manifest manifest;
    private final Console console;

    /** What the folder says about itself. */
    private record Manifest(long seed, int calls, Instant now) {
    }

    private PreparedData(Path folder, Manifest manifest, Console console) {
        this.folder = folder;
        this.manifest = manifest;
        this.console = console;
    }

    /** @throws BenchFailure when the folder holds other data, or cannot be used */
    public static PreparedData in(Path folder, long seed, int calls, Console console) {
        Path file = folder.resolve("dataset.json");
        try {
            WorkFolder.lasting(folder, "--data-dir");
            if (!Files.exists(file)) {
                Files.write(file, EventJson.mapper().writeValueAsBytes(
                        new Manifest(seed, calls, Instant.now().truncatedTo(ChronoUnit.SECONDS))));
            }
            Manifest manifest = EventJson.mapper().readValue(Files.readAllBytes(file), Manifest.class);
            if (manifest.seed() != seed || manifest.calls() != calls) {
                throw new BenchFailure(folder + " holds " + manifest.calls() + " calls of seed " + manifest.seed()
                        + ": say so with --calls and --seed, or name another folder with --data-dir.");
            }
            return new PreparedData(folder, manifest, console);
        } catch (IOException e) {
            throw new BenchFailure("The data folder " + folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    public DataSetSpec spec() {
        return new DataSetSpec(manifest.seed(), manifest.calls(), manifest.now());
    }

    /** Where the PostgreSQL cluster lies, or will. */
    public Path postgres() {
        return folder.resolve("postgres");
    }

    /** @return how many events the log holds; known once it is loaded */
    public long events() {
        try {
            return Long.parseLong(Files.readString(mark("log")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the log is not made", e);
        }
    }

    /** Makes the log, and the tables when a cluster is given, as far as they are not there. */
    public void load(Optional<PostgresCluster> cluster) throws InterruptedException {
        boolean needsLog = !Files.exists(mark("log"));
        Optional<PostgresCluster> needy = cluster.filter(c -> !Files.exists(mark("tables")));
        if (!needsLog && needy.isEmpty()) {
            return;
        }
        console.say("making " + manifest.calls() + " calls");
        if (needsLog) {
            Folders.delete(folder.resolve("log"));
            try (EmbeddedBroker broker = broker(folder.resolve("log"))) {
                load(Optional.of(broker), needy);
            }
        } else {
            load(Optional.empty(), needy);
        }
    }

    private void load(Optional<EmbeddedBroker> broker, Optional<PostgresCluster> cluster) throws InterruptedException {
        Optional<TableWriter> tables = cluster.map(c -> new TableWriter(c, DATABASE));
        Optional<LogWriter> log = broker.map(b -> new LogWriter(b.bootstrapServers()));
        long events;
        try {
            events = new DataSetLoader(spec(), log, tables, console).load();
        } finally {
            log.ifPresent(LogWriter::close);
        }
        if (log.isPresent()) {
            done("log", Long.toString(events));
        }
        if (tables.isPresent()) {
            console.say("making the indexes of the twin");
            try (TableWriter writer = tables.get()) {
                writer.finish();
            } catch (SQLException e) {
                throw new IllegalStateException("PostgreSQL: " + e.getMessage(), e);
            }
            done("tables", "");
        }
    }

    /**
     * Folds the log into Switchboard's stores, as far as that was not done. The projector does it alone first: both
     * sides together would not be ready within the patience of {@code ./switchboard up}.
     */
    public void fold(Map<String, String> environment) throws InterruptedException {
        Path data = folder.resolve("switchboard");
        if (!Files.exists(mark("projector"))) {
            Folders.delete(data);
            Folders.copy(folder.resolve("log"), data);
            console.say("folding " + events() + " events into the read model");
            try (EmbeddedBroker broker = broker(data);
                    ProjectorServer projector = ProjectorServer.start(broker.bootstrapServers(), data,
                            Credentials.random())) {
                projector.awaitCaughtUp(FOLD_LIMIT);
                projector.terminate();
            }
            done("projector", "");
        }
        if (!Files.exists(mark("switchboard"))) {
            console.say("folding them into the rows of the command side");
            foldCommands(data, environment);
            done("switchboard", "");
        }
    }

    /** A start that gives up has still brought the rows forward, and the next one goes on from there. */
    private void foldCommands(Path data, Map<String, String> environment) throws InterruptedException {
        for (int attempt = 1; true; attempt++) {
            try (SwitchboardServer server = SwitchboardServer.start(data, Credentials.random(), environment)) {
                server.terminate();
                return;
            } catch (BenchFailure gaveUp) {
                if (attempt == STARTS) {
                    throw gaveUp;
                }
                console.say("once more: " + gaveUp.getMessage().lines().findFirst().orElse("failed"));
            }
        }
    }

    /** A copy of the bare log, for a broker to start on. */
    public Path copyOfLog(Path place) throws InterruptedException {
        return copy("log", place.resolve("rebuild"));
    }

    /** A copy of the folder of {@code ./switchboard up}. */
    public Path copyOfSwitchboard(Path place) throws InterruptedException {
        return copy("switchboard", place.resolve("switchboard"));
    }

    /** The broker that {@code ./switchboard up} would start in this data folder. */
    public static EmbeddedBroker broker(Path data) {
        return EmbeddedBroker.start(new BrokerConfig(data.resolve(KAFKA), 0));
    }

    private Path copy(String part, Path to) throws InterruptedException {
        console.say("copying the prepared " + part);
        Folders.copy(folder.resolve(part), to);
        return to;
    }

    private Path mark(String part) {
        return folder.resolve(part + ".ready");
    }

    private void done(String part, String text) {
        try {
            Files.writeString(mark(part), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }
}
