package io.switchboard.bench.spine;

import io.switchboard.bench.machine.Moment;
import io.switchboard.bench.run.Console;
import io.switchboard.bench.run.Credentials;
import io.switchboard.bench.run.Rest;
import io.switchboard.bench.run.SwitchboardServer;
import java.nio.file.Path;
import java.util.List;

/** Start-up and rest of Switchboard, alone on the machine. */
final class StartupMeasurement {

    private final SpineOptions options;
    private final Credentials credentials;
    private final Path folder;
    private final Console console;

    StartupMeasurement(SpineOptions options, Credentials credentials, Path folder, Console console) {
        this.options = options;
        this.credentials = credentials;
        this.folder = folder;
        this.console = console;
    }

    /** The first start may build; it is not timed. Leaves nothing running. */
    Results.Startup measure() throws InterruptedException {
        console.say("start-up: once to build what is not built, then timed");
        start("unmeasured").terminate();
        Results.Startup result;
        double fresh;
        double resident;
        double idle;
        try (SwitchboardServer first = start("startup")) {
            fresh = first.readySeconds();
            resident = first.usage().residentMegabytes();
            Rest.await(List.of(first.usage()), console);
            double before = first.usage().cpuSeconds();
            Moment.pass(options.idle());
            idle = 100 * (first.usage().cpuSeconds() - before) / options.idle().toSeconds();
            first.terminate();
        }
        try (SwitchboardServer second = start("startup")) {
            result = new Results.Startup(fresh, second.readySeconds(), resident, idle);
            second.terminate();
        }
        console.say("ready in %.1f s fresh, %.1f s again, %.0f MB, idle %.1f %% of a core".formatted(
                result.freshSeconds(), result.againSeconds(), result.residentMegabytes(), result.idlePercent()));
        return result;
    }

    private SwitchboardServer start(String data) throws InterruptedException {
        return SwitchboardServer.start(folder.resolve(data), credentials, options.switchboardEnv());
    }
}
