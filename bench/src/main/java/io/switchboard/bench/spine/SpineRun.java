package io.switchboard.bench.spine;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.machine.Machine;
import io.switchboard.bench.postgres.PostgresBinaries;
import io.switchboard.bench.run.Console;
import io.switchboard.bench.run.Credentials;
import io.switchboard.bench.run.SwitchboardServer;
import io.switchboard.bench.spine.SpineOptions.Section;
import io.switchboard.bench.spine.SpineOptions.Target;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run from start to results, in a folder of its own. One thread. */
final class SpineRun {

    private final SpineOptions options;
    private final String command;
    private final Path folder;
    private final Console console;
    private final Credentials credentials = Credentials.random();
    private final Optional<PostgresBinaries> binaries;

    /** @throws BenchFailure at once when a twin is to be measured and PostgreSQL is not there */
    SpineRun(SpineOptions options, String command, Path folder, Console console) {
        this.options = options;
        this.command = command;
        this.folder = folder;
        this.console = console;
        this.binaries = options.needsPostgres()
                ? Optional.of(PostgresBinaries.find(options.postgresBinaries())) : Optional.empty();
    }

    Results run() throws InterruptedException {
        String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Machine machine = Machine.describe(folder);
        Optional<Results.Startup> startup = Optional.empty();
        if (options.does(Section.STARTUP)) {
            startup = Optional.of(new StartupMeasurement(options, credentials, folder, console).measure());
        }
        if (!options.measures(Target.SWITCHBOARD)) {
            LoadMeasurement.Measured measured = load(Optional.empty());
            return new Results(at, command, options.quick(), machine, measured.postgres(), startup, measured.load(),
                    List.of(), Optional.empty(), console.complaints());
        }
        try (SwitchboardServer server = start()) {
            LoadMeasurement.Measured measured = load(Optional.of(server));
            List<Results.Visible> visible = options.does(Section.VISIBLE)
                    ? new VisibilityMeasurement(options, console).measure(server.endpoint()) : List.of();
            Optional<Results.Restart> restart = options.does(Section.RESTART)
                    ? Optional.of(new RestartMeasurement(options, console).measure(server, this::start))
                    : Optional.empty();
            return new Results(at, command, options.quick(), machine, measured.postgres(), startup, measured.load(),
                    visible, restart, console.complaints());
        }
    }

    private LoadMeasurement.Measured load(Optional<SwitchboardServer> switchboard) throws InterruptedException {
        return options.does(Section.LOAD)
                ? new LoadMeasurement(options, credentials, folder, console, binaries).measure(switchboard)
                : new LoadMeasurement.Measured(List.of(), Map.of());
    }

    private SwitchboardServer start() throws InterruptedException {
        return SwitchboardServer.start(folder.resolve("switchboard"), credentials, options.switchboardEnv());
    }
}
