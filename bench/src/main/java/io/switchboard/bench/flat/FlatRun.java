package io.switchboard.bench.flat;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.load.ApiToken;
import io.switchboard.bench.load.CallClient;
import io.switchboard.bench.load.Endpoint;
import io.switchboard.bench.load.LatencySummary;
import io.switchboard.bench.load.Tally;
import io.switchboard.bench.machine.Machine;
import io.switchboard.bench.machine.Moment;
import io.switchboard.bench.run.Console;
import io.switchboard.bench.run.Credentials;
import io.switchboard.bench.run.Rest;
import io.switchboard.bench.run.SwitchboardServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongBiFunction;

/** One run from start to results, in a folder of its own. One thread. */
final class FlatRun {

    /** The kinds of commands, in the order in which a turn sends them: who came in also leaves. */
    private static final Map<String, ToLongBiFunction<CrowdedCall, CallClient>> WORK = new LinkedHashMap<>();

    static {
        WORK.put("join", CrowdedCall::join);
        WORK.put("member update", CrowdedCall::update);
        WORK.put("leave", CrowdedCall::leave);
    }

    private final FlatOptions options;
    private final Path folder;
    private final Console console;
    private final Credentials credentials = Credentials.random();

    FlatRun(FlatOptions options, Path folder, Console console) {
        this.options = options;
        this.folder = folder;
        this.console = console;
    }

    FlatResults run(String command) throws InterruptedException {
        String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Machine machine = Machine.describe(folder);
        List<FlatResults.Cost> costs;
        try (SwitchboardServer server = start("crowds")) {
            costs = crowds(server);
        }
        List<FlatResults.Armed> armed = List.of();
        if (!options.timers().isEmpty()) {
            try (SwitchboardServer server = start("timers")) {
                armed = timers(server);
            }
        }
        return new FlatResults(at, command, machine, costs, armed);
    }

    private SwitchboardServer start(String data) throws InterruptedException {
        return SwitchboardServer.start(folder.resolve(data), credentials,
                Map.of("SWITCHBOARD_RATE_LIMIT_PER_MINUTE", "16000000"));
    }

    /** The largest call first: filling it is also what warms the server up. */
    private List<FlatResults.Cost> crowds(SwitchboardServer server) throws InterruptedException {
        List<CrowdedCall> calls = new ArrayList<>();
        for (int size : options.sizes().reversed()) {
            console.say("filling a call of " + size);
            CrowdedCall call = new CrowdedCall(server.endpoint(), credentials.secret(), size);
            call.fill();
            calls.addFirst(call);
        }
        Rest.await(List.of(server.usage()), console);
        console.say("turns that do not count");
        try (CallClient client = new CallClient(server.endpoint())) {
            long end = System.nanoTime() + options.warmup().toNanos();
            while (System.nanoTime() < end) {
                turn(calls, client, new LinkedHashMap<>());
            }
            console.say("turns that count");
            Map<String, Tally> tallies = new LinkedHashMap<>();
            for (int round = 0; round < options.rounds(); round++) {
                turn(round % 2 == 0 ? calls : calls.reversed(), client, tallies);
            }
            return costs(tallies);
        } catch (IOException broken) {
            throw new BenchFailure("the connection broke: " + broken.getMessage(), broken);
        }
    }

    private void turn(List<CrowdedCall> calls, CallClient client, Map<String, Tally> tallies) {
        for (CrowdedCall call : calls) {
            for (int i = 0; i < options.samples(); i++) {
                WORK.forEach((name, work) -> tallies.computeIfAbsent(key(name, call.size()), key -> new Tally())
                        .accepted(work.applyAsLong(call, client)));
            }
        }
    }

    private List<FlatResults.Cost> costs(Map<String, Tally> tallies) {
        List<FlatResults.Cost> costs = new ArrayList<>();
        for (String name : WORK.keySet()) {
            double smallest = tallies.get(key(name, options.sizes().getFirst())).latency().p50();
            for (int size : options.sizes()) {
                LatencySummary latency = tallies.get(key(name, size)).latency();
                costs.add(new FlatResults.Cost(name, size, latency, latency.p50() / smallest));
            }
        }
        return costs;
    }

    private static String key(String work, int size) {
        return work + " " + size;
    }

    /** Calls that somebody is in and that will end in a day: each has a timer, and its participant a lease. */
    private List<FlatResults.Armed> timers(SwitchboardServer server) throws InterruptedException {
        List<FlatResults.Armed> steps = new ArrayList<>(List.of(watch(server, 0)));
        int armed = 0;
        for (int timers : options.timers()) {
            console.say("arming " + timers + " timers");
            int before = armed;
            Endpoint endpoint = server.endpoint();
            CrowdedCall.parallel(endpoint, timers - armed, (client, index) -> client.post(
                    endpoint.with(ApiToken.ofUser(credentials.secret(), "timed-" + (before + index))),
                    "/video/call/default/timed-" + (before + index) + "/join", """
                            {"location":"AMS","create":true,"data":{"settings_override":{"limits":\
                            {"max_duration_seconds":86400},"session":{"inactivity_timeout_seconds":900}}}}"""));
            armed = timers;
            steps.add(watch(server, armed));
        }
        return steps;
    }

    private FlatResults.Armed watch(SwitchboardServer server, int timers) throws InterruptedException {
        Rest.await(List.of(server.usage()), console);
        double before = server.usage().cpuSeconds();
        Moment.pass(options.idle());
        double percent = 100 * (server.usage().cpuSeconds() - before) / options.idle().toSeconds();
        console.say("%d timers armed: idle %.1f %% of a core".formatted(timers, percent));
        return new FlatResults.Armed(timers, percent, server.usage().residentMegabytes());
    }
}
