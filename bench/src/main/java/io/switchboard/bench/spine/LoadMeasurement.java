package io.switchboard.bench.spine;

import io.switchboard.bench.machine.ProcessTree;
import io.switchboard.bench.postgres.PostgresBinaries;
import io.switchboard.bench.postgres.PostgresCluster;
import io.switchboard.bench.run.Console;
import io.switchboard.bench.run.Credentials;
import io.switchboard.bench.run.Rest;
import io.switchboard.bench.run.SwitchboardServer;
import io.switchboard.bench.run.TwinServer;
import io.switchboard.bench.spine.SpineOptions.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The side-by-side comparison: starts the twins beside Switchboard, runs the rounds, stops the twins. */
final class LoadMeasurement {

    private final SpineOptions options;
    private final Credentials credentials;
    private final Path folder;
    private final Console console;
    private final Optional<PostgresBinaries> binaries;

    /** @param binaries when a twin takes part */
    LoadMeasurement(SpineOptions options, Credentials credentials, Path folder, Console console,
                    Optional<PostgresBinaries> binaries) {
        this.binaries = binaries;
        this.options = options;
        this.credentials = credentials;
        this.folder = folder;
        this.console = console;
    }

    /** What was measured, and with which database settings. */
    record Measured(List<Results.Load> load, Map<String, String> postgres) {
    }

    /** @param switchboard when it takes part; stays up */
    Measured measure(Optional<SwitchboardServer> switchboard) throws InterruptedException {
        if (binaries.isEmpty()) {
            return new Measured(compare(switchboard, List.of(), List.of()), Map.of());
        }
        try (PostgresCluster cluster = PostgresCluster.start(binaries.get(), folder.resolve("postgres"))) {
            List<ProcessTree> servers = new ArrayList<>(List.of(cluster.usage()));
            List<HttpContestant> twins = new ArrayList<>();
            try (Twins running = new Twins()) {
                for (Target target : List.of(Target.TWIN, Target.TWIN_ASYNC)) {
                    if (options.measures(target)) {
                        TwinServer twin = running.start(cluster, target);
                        servers.add(twin.usage());
                        twins.add(new HttpContestant(target, twin.endpoint(), List.of(twin.usage(), cluster.usage())));
                    }
                }
                List<Results.Load> load = compare(switchboard, twins, servers);
                return new Measured(load, cluster.settings());
            }
        }
    }

    private List<Results.Load> compare(Optional<SwitchboardServer> switchboard, List<HttpContestant> twins,
                                       List<ProcessTree> twinServers) throws InterruptedException {
        List<ProcessTree> everybody = new ArrayList<>(twinServers);
        List<Contestant> contestants = new ArrayList<>();
        switchboard.ifPresent(server -> {
            everybody.add(server.usage());
            contestants.add(new HttpContestant(Target.SWITCHBOARD, server.endpoint(), List.of(server.usage())));
        });
        contestants.addAll(twins);
        Comparison comparison = new Comparison(console, () -> Rest.await(everybody, console));
        for (Contestant contestant : contestants) {
            contestant.prepare();
            comparison.warmUp(contestant, options.warmup());
        }
        if (switchboard.isEmpty() || !options.measures(Target.RAW)) {
            comparison.measure(contestants, options.rounds(), options.window());
            return comparison.results();
        }
        SwitchboardServer server = switchboard.get();
        try (RawContestant raw = RawContestant.after(server.bootstrap(), List.of(server.usage()))) {
            comparison.warmUp(raw, options.warmup());
            contestants.add(raw);
            comparison.measure(contestants, options.rounds(), options.window());
            return comparison.results();
        }
    }

    /** The twins that are up, stopped together. */
    private final class Twins implements AutoCloseable {
        private final List<TwinServer> up = new ArrayList<>();

        TwinServer start(PostgresCluster cluster, Target target) throws InterruptedException {
            boolean durable = target == Target.TWIN;
            TwinServer twin = TwinServer.startFresh(cluster, durable ? "twin" : "twin_async",
                    durable ? "" : "-c synchronous_commit=off", options.poolSize(), credentials, folder);
            up.add(twin);
            return twin;
        }

        @Override
        public void close() {
            up.forEach(TwinServer::close);
        }
    }
}
