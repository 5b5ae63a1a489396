package io.switchboard.bench.query;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.load.CallClient;
import io.switchboard.bench.load.CallWorkload;
import io.switchboard.bench.load.Endpoint;
import io.switchboard.bench.load.OpenLoop;
import io.switchboard.bench.load.QueryWorkload;
import io.switchboard.bench.load.Window;
import io.switchboard.bench.query.QueryResults.Burst;
import io.switchboard.bench.run.Console;
import java.io.IOException;
import java.time.Duration;

/** Commands of one event each as fast as 64 connections bring them, and how far the read model is behind at the end. */
final class BurstMeasurement {

    private static final int CALLERS = 64;
    private static final int USERS = 1_000;
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final QueryOptions options;
    private final Console console;

    BurstMeasurement(QueryOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    Burst measure(Endpoint server) throws InterruptedException {
        console.say("a burst of " + options.burst() + " commands");
        CallWorkload calls = new CallWorkload(server, USERS);
        calls.createUsers();
        // Everything is due within a millisecond: as fast as it goes, and exactly so many.
        Window burst = OpenLoop.run(calls.creates(), CALLERS, options.burst() * 1_000, MOMENT);
        double lag = untilAnswered(server);
        if (burst.tally().refused() > 0) {
            console.complain("burst: " + burst.tally().refused() + " refused, first: "
                    + burst.tally().firstRefusal().orElseThrow());
        }
        console.say("%d events in %.1f s, then %.3f s until a strong question was answered".formatted(
                burst.tally().accepted(), burst.seconds(), lag));
        return new Burst(burst.tally().accepted(), burst.seconds(), lag);
    }

    /** A strong question waits until the read model has what the log holds, or is refused after two seconds. */
    private static double untilAnswered(Endpoint server) {
        long over = System.nanoTime();
        try (CallClient client = new CallClient(server)) {
            while (!client.isAnswered(server, QueryWorkload.PATH, "{\"limit\":1}")) {
                // The server itself has waited before it refused.
                continue;
            }
            return (System.nanoTime() - over) / 1e9;
        } catch (IOException broken) {
            throw new BenchFailure("the connection broke: " + broken.getMessage(), broken);
        }
    }
}
