package io.switchboard.bench.query;

import io.switchboard.bench.load.ClosedLoop;
import io.switchboard.bench.load.Tally;
import io.switchboard.bench.load.Window;
import io.switchboard.bench.load.Workload;
import io.switchboard.bench.query.QueryResults.Asked;
import io.switchboard.bench.query.QueryResults.Target;
import io.switchboard.bench.run.Console;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Windows of questions, added up per shape, server and number of connections. One thread. */
final class Turns {

    private final Duration window;
    private final Console console;
    private final Map<Seat, Sum> sums = new LinkedHashMap<>();

    private record Seat(Shape shape, Target target, int callers) {
    }

    /** What one seat did in all its windows. */
    private static final class Sum {
        private final Tally tally = new Tally();
        private double seconds;
    }

    Turns(Duration window, Console console) {
        this.window = window;
        this.console = console;
    }

    /** Asks for one window. Refused questions, and answers without what a right one holds, make the run fail. */
    void ask(Shape shape, Target target, Workload questions, int callers) throws InterruptedException {
        Window asked = ClosedLoop.run(questions, callers, window);
        Sum sum = sums.computeIfAbsent(new Seat(shape, target, callers), seat -> new Sum());
        sum.tally.add(asked.tally());
        sum.seconds += asked.seconds();
        console.say(String.format(Locale.ROOT, "%-44s %-11s %2d × %8.0f/s  p50 %7.2f ms  p99 %7.2f ms", shape.title(),
                target, callers, asked.throughput(), asked.tally().latency().p50(), asked.tally().latency().p99()));
        complain(shape.title() + ", " + target, asked.tally());
    }

    /** Asks questions of all kinds until everything is compiled and in memory. */
    void warmUp(Target target, List<Workload> kinds, int callers, Duration time) throws InterruptedException {
        console.say("warm-up of " + target + ", " + time.toSeconds() + " s");
        for (Workload kind : kinds) {
            complain("warm-up of " + target, ClosedLoop.run(kind, callers, time.dividedBy(kinds.size())).tally());
        }
    }

    /** @return what was measured, in the order of measuring */
    List<Asked> results() {
        List<Asked> results = new ArrayList<>();
        sums.forEach((seat, sum) -> results.add(new Asked(seat.shape().name(), seat.shape().title(), seat.target(),
                seat.callers(), sum.tally.accepted() / sum.seconds, sum.tally.latency(),
                sum.tally.meanAnswerBytes())));
        return results;
    }

    private void complain(String where, Tally tally) {
        if (tally.refused() > 0) {
            console.complain(where + ": " + tally.refused() + " refused, first: " + tally.firstRefusal().orElseThrow());
        }
    }
}
