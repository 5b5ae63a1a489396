package io.switchboard.bench.query;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.dataset.PreparedData;
import io.switchboard.bench.machine.Machine;
import io.switchboard.bench.postgres.PostgresBinaries;
import io.switchboard.bench.postgres.PostgresCluster;
import io.switchboard.bench.query.QueryOptions.Section;
import io.switchboard.bench.query.QueryResults.Burst;
import io.switchboard.bench.query.QueryResults.Footprint;
import io.switchboard.bench.query.QueryResults.Rebuild;
import io.switchboard.bench.query.QueryResults.Writes;
import io.switchboard.bench.run.Console;
import io.switchboard.bench.run.Credentials;
import io.switchboard.bench.run.SwitchboardServer;
import io.switchboard.bench.run.TwinServer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run from start to results. What only reads comes first, so that both servers hold the same then. One thread. */
final class QueryRun {

    private final QueryOptions options;
    private final String command;
    private final Path folder;
    private final Console console;
    private final Credentials credentials = Credentials.random();
    private final Optional<PostgresBinaries> binaries;

    /** @throws BenchFailure at once when the twin is needed and PostgreSQL is not there */
    QueryRun(QueryOptions options, String command, Path folder, Console console) {
        this.options = options;
        this.command = command;
        this.folder = folder;
        this.console = console;
        this.binaries = options.needsPostgres()
                ? Optional.of(PostgresBinaries.find(options.postgresBinaries())) : Optional.empty();
    }

    /** What Switchboard, running, was measured for. */
    private record Live(ShapesMeasurement.Measured shapes, Optional<Footprint> footprint, Optional<Writes> writes,
                        Optional<Burst> burst) {
    }

    QueryResults run() throws InterruptedException {
        String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Machine machine = Machine.describe(folder);
        PreparedData data = PreparedData.in(options.dataFolder().orElse(folder.resolve("data")), options.seed(),
                options.calls(), console);
        List<Shape> shapes = options.chosen(Shapes.of(data.spec()));
        if (binaries.isEmpty()) {
            data.load(Optional.empty());
            return results(at, machine, data, Map.of(), live(data, shapes, Optional.empty()));
        }
        try (PostgresCluster cluster = PostgresCluster.start(binaries.get(), data.postgres())) {
            data.load(Optional.of(cluster));
            Live live = live(data, shapes, Optional.of(cluster));
            Map<String, String> settings = cluster.settings();
            cluster.stop();
            return results(at, machine, data, settings, live);
        }
    }

    /** The rebuild comes when nothing else runs any more. */
    private QueryResults results(String at, Machine machine, PreparedData data, Map<String, String> postgres, Live live)
            throws InterruptedException {
        Optional<Rebuild> rebuild = options.does(Section.REBUILD)
                ? Optional.of(RebuildMeasurement.measure(data, folder, console)) : Optional.empty();
        return new QueryResults(at, command, options.quick(), machine, postgres, data.spec(), data.events(),
                live.shapes().answers(), live.shapes().shapes(), live.writes(), rebuild, live.burst(),
                live.footprint(), console.complaints());
    }

    private Live live(PreparedData data, List<Shape> shapes, Optional<PostgresCluster> cluster)
            throws InterruptedException {
        ShapesMeasurement.Measured nothing = new ShapesMeasurement.Measured(List.of(), 0);
        if (!options.needsSwitchboard()) {
            return new Live(nothing, Optional.empty(), Optional.empty(), Optional.empty());
        }
        data.fold(options.switchboardEnv());
        Places places = new Places(data.spec(), credentials);
        Path copy = data.copyOfSwitchboard(folder);
        try (SwitchboardServer server = SwitchboardServer.start(copy, credentials, options.switchboardEnv())) {
            ShapesMeasurement.Measured measured = options.does(Section.SHAPES)
                    ? compare(server, shapes, places, cluster.orElseThrow()) : nothing;
            Optional<Footprint> footprint = options.does(Section.FOOTPRINT)
                    ? Optional.of(FootprintMeasurement.measure(server, copy, cluster.orElseThrow())) : Optional.empty();
            Optional<Writes> writes = options.does(Section.WRITES)
                    ? Optional.of(new WritesMeasurement(options, places, console).measure(shapes, server.endpoint()))
                    : Optional.empty();
            Optional<Burst> burst = options.does(Section.BURST)
                    ? Optional.of(new BurstMeasurement(options, console).measure(server.endpoint())) : Optional.empty();
            server.terminate();
            return new Live(measured, footprint, writes, burst);
        }
    }

    private ShapesMeasurement.Measured compare(SwitchboardServer server, List<Shape> shapes, Places places,
                                               PostgresCluster cluster) throws InterruptedException {
        try (TwinServer twin = TwinServer.startOn(cluster, PreparedData.DATABASE, options.poolSize(), credentials,
                folder)) {
            return new ShapesMeasurement(options, places, console).measure(shapes, server.endpoint(), twin.endpoint());
        }
    }
}
