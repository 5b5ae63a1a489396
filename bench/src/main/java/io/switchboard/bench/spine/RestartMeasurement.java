package io.switchboard.bench.spine;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.load.CallWorkload;
import io.switchboard.bench.load.ClosedLoop;
import io.switchboard.bench.load.Window;
import io.switchboard.bench.load.Workload;
import io.switchboard.bench.log.EventLog;
import io.switchboard.bench.run.Console;
import io.switchboard.bench.run.SwitchboardServer;
import java.time.Duration;

/**
 * Restart with a long history. The history is made through HTTP like any other, one call to three member updates, on
 * top of what the earlier measurements left.
 */
final class RestartMeasurement {

    private static final int CALLERS = 64;
    private static final int USERS = 1_000;
    private static final int UPDATES_PER_CREATE = 3;
    private static final Duration STRETCH = Duration.ofSeconds(5);

    private final SpineOptions options;
    private final Console console;

    RestartMeasurement(SpineOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    /** How to start Switchboard again on the data of this run. */
    @FunctionalInterface
    interface Starter {
        SwitchboardServer start() throws InterruptedException;
    }

    /** @param running ends; the last server started is ended too */
    Results.Restart measure(SwitchboardServer running, Starter starter) throws InterruptedException {
        EventLog.Census log = preload(running);
        running.terminate();
        double afterTerm;
        double resident;
        try (SwitchboardServer second = starter.start()) {
            afterTerm = second.readySeconds();
            resident = second.usage().residentMegabytes();
            second.kill();
        }
        try (SwitchboardServer third = starter.start()) {
            Results.Restart result = new Results.Restart(log, afterTerm, third.readySeconds(), resident);
            console.say("with %d events: ready %.1f s after SIGTERM, %.1f s after SIGKILL, %.0f MB".formatted(
                    log.events(), result.afterTermSeconds(), result.afterKillSeconds(), result.residentMegabytes()));
            third.terminate();
            return result;
        }
    }

    private EventLog.Census preload(SwitchboardServer server) throws InterruptedException {
        EventLog log = new EventLog(server.bootstrap());
        EventLog.Census census = log.census();
        console.say(census.events() + " events on disk, filling up to " + options.preload());
        CallWorkload calls = new CallWorkload(server.endpoint(), USERS);
        calls.createUsers();
        long missing = options.preload() - census.events();
        while (missing > 0) {
            missing -= stretch(calls.creates());
            for (int i = 0; i < UPDATES_PER_CREATE && missing > 0; i++) {
                missing -= stretch(calls.roleChanges());
            }
        }
        return log.census();
    }

    private long stretch(Workload workload) throws InterruptedException {
        Window window = ClosedLoop.run(workload, CALLERS, STRETCH);
        if (window.tally().refused() > 0) {
            console.complain("preload: " + window.tally().refused() + " refused, first: "
                    + window.tally().firstRefusal().orElseThrow());
        }
        if (window.tally().accepted() == 0) {
            throw new BenchFailure("Nothing was accepted in " + STRETCH.toSeconds()
                    + " s of filling the log; see the complaints above.");
        }
        return window.tally().accepted();
    }
}
