package io.switchboard.bench.spine;

import com.sun.management.OperatingSystemMXBean;
import io.switchboard.bench.load.ClosedLoop;
import io.switchboard.bench.load.Tally;
import io.switchboard.bench.load.Window;
import io.switchboard.bench.machine.ProcessTree;
import io.switchboard.bench.run.Console;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The same load on several contestants in turn: A B C, then C B A, and so on. All of them stay up the whole time; each
 * window starts from rest. One thread.
 */
final class Comparison {

    private static final int WARM_CALLERS = 64;

    /** What comes before each window. */
    @FunctionalInterface
    interface Pause {
        /** Returns when the machine is at rest. */
        void untilRest() throws InterruptedException;
    }

    private final Console console;
    private final Pause pause;
    private final OperatingSystemMXBean generator =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Map<Seat, Sum> sums = new LinkedHashMap<>();

    private record Seat(Phase phase, SpineOptions.Target target) {
    }

    /** What one contestant did in one phase, over all rounds. */
    private static final class Sum {
        private final Tally tally = new Tally();
        private final List<Double> perSecond = new ArrayList<>();
        private double seconds;
        private double serverCpu;
        private double generatorCpu;
    }

    Comparison(Console console, Pause pause) {
        this.console = console;
        this.pause = pause;
    }

    /** Loads a contestant until its code is compiled and its files are there: half creates, half updates. */
    void warmUp(Contestant contestant, Duration time) throws InterruptedException {
        console.say("warm-up of " + name(contestant) + ", " + time.toSeconds() + " s");
        for (Phase phase : List.of(Phase.CREATE_64, Phase.UPDATE_64)) {
            Window window = ClosedLoop.run(contestant.workload(phase), WARM_CALLERS, time.dividedBy(2));
            complainOfRefusals(name(contestant) + ", warm-up, " + phase.work(), window.tally());
        }
    }

    /** Measures all contestants in all phases. */
    void measure(List<? extends Contestant> contestants, int rounds, Duration window) throws InterruptedException {
        for (int round = 0; round < rounds; round++) {
            for (Phase phase : Phase.values()) {
                List<? extends Contestant> turn = round % 2 == 0 ? contestants : contestants.reversed();
                for (Contestant contestant : turn) {
                    measure(contestant, phase, window);
                }
            }
        }
    }

    private void measure(Contestant contestant, Phase phase, Duration time) throws InterruptedException {
        pause.untilRest();
        double serverBefore = cpu(contestant);
        double generatorBefore = generator.getProcessCpuTime() / 1e9;
        Window window = ClosedLoop.run(contestant.workload(phase), phase.callers(), time);
        Sum sum = sums.computeIfAbsent(new Seat(phase, contestant.target()), seat -> new Sum());
        sum.serverCpu += cpu(contestant) - serverBefore;
        sum.generatorCpu += generator.getProcessCpuTime() / 1e9 - generatorBefore;
        sum.tally.add(window.tally());
        sum.seconds += window.seconds();
        sum.perSecond.add(window.throughput());
        console.say(String.format(Locale.ROOT, "%-12s %2d × %-24s %8.0f/s  p50 %7.2f ms  p99 %7.2f ms",
                name(contestant), phase.callers(), phase.work(), window.throughput(),
                window.tally().latency().p50(), window.tally().latency().p99()));
        complainOfRefusals(name(contestant) + ", " + phase, window.tally());
    }

    /** @return what was measured, phase by phase in the order of measuring */
    List<Results.Load> results() {
        List<Results.Load> results = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            sums.forEach((seat, sum) -> {
                if (seat.phase() == phase) {
                    results.add(result(seat, sum));
                }
            });
        }
        return results;
    }

    private static Results.Load result(Seat seat, Sum sum) {
        double operations = Math.max(1, sum.tally.accepted());
        return new Results.Load(seat.target(), seat.phase(), seat.phase().callers(), sum.tally.accepted() / sum.seconds,
                List.copyOf(sum.perSecond), sum.tally.latency(), sum.serverCpu / operations * 1e6,
                sum.generatorCpu / operations * 1e6, sum.tally.meanAnswerBytes(), sum.tally.refused());
    }

    private void complainOfRefusals(String where, Tally tally) {
        if (tally.refused() > 0) {
            console.complain(where + ": " + tally.refused() + " refused, first: "
                    + tally.firstRefusal().orElseThrow());
        }
    }

    private static double cpu(Contestant contestant) {
        return contestant.servers().stream().mapToDouble(ProcessTree::cpuSeconds).sum();
    }

    private static String name(Contestant contestant) {
        return contestant.target().label();
    }
}
