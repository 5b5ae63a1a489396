package io.switchboard.bench.spine;

import io.switchboard.bench.load.CallWorkload;
import io.switchboard.bench.load.Endpoint;
import io.switchboard.bench.load.OpenLoop;
import io.switchboard.bench.load.VisibilityProbe;
import io.switchboard.bench.load.VisibilityProbe.Mode;
import io.switchboard.bench.load.VisibilityProbe.Sight;
import io.switchboard.bench.load.Window;
import io.switchboard.bench.run.Console;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How soon a query shows what a command was answered for, at a steady 500 commands per second. */
final class VisibilityMeasurement {

    private static final int COMMANDS_PER_SECOND = 500;
    private static final int CALLERS = 32;
    private static final int USERS = 1_000;
    private static final int SAMPLE_EVERY = 10;
    private static final Duration WARMUP = Duration.ofSeconds(10);

    private final SpineOptions options;
    private final Console console;

    VisibilityMeasurement(SpineOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    List<Results.Visible> measure(Endpoint endpoint) throws InterruptedException {
        CallWorkload calls = new CallWorkload(endpoint, USERS);
        calls.createUsers();
        List<Results.Visible> results = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            Duration warmup = options.quick() ? options.visible() : WARMUP;
            OpenLoop.run(new VisibilityProbe(endpoint, calls, mode, SAMPLE_EVERY), CALLERS, COMMANDS_PER_SECOND,
                    warmup);
            VisibilityProbe probe = new VisibilityProbe(endpoint, calls, mode, SAMPLE_EVERY);
            Window window = OpenLoop.run(probe, CALLERS, COMMANDS_PER_SECOND, options.visible());
            results.add(result(mode, window, probe.sight()));
        }
        return results;
    }

    private Results.Visible result(Mode mode, Window window, Sight sight) {
        Results.Visible result = new Results.Visible(mode.name().toLowerCase(Locale.ROOT),
                sight.commands().accepted() / window.seconds(), sight.commands().latency(),
                sight.visible().latency(), sight.stale(), sight.never());
        console.say("write to visible, %s: p50 %.2f ms, p99 %.2f ms of %d, stale %d, at %.0f/s".formatted(result.mode(),
                result.visible().p50(), result.visible().p99(), result.visible().count(), result.stale(),
                result.perSecond()));
        if (window.tally().refused() > 0) {
            console.complain("write to visible, " + result.mode() + ": " + window.tally().refused()
                    + " failed, first: " + window.tally().firstRefusal().orElseThrow());
        }
        return result;
    }
}
