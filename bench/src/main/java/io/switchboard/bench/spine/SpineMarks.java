package io.switchboard.bench.spine;

import static io.switchboard.bench.run.Mark.atMost;

import io.switchboard.bench.run.Mark;
import io.switchboard.bench.spine.SpineOptions.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The marks of the spine. */
final class SpineMarks {

    /** A server that falls behind a schedule of 500 per second was not measured at 500 per second. */
    private static final double KEPT_UP = 490;

    private SpineMarks() {
    }

    /** The marks that these results say something about; what was not measured has no mark. */
    static List<Mark> of(Results results) {
        List<Mark> marks = new ArrayList<>();
        results.startup().ifPresent(s -> {
            marks.add(atMost("ready, once built, ≤ 8 s", s.freshSeconds(), 8, "s"));
            marks.add(atMost("idle ≤ 5 % of a core", s.idlePercent(), 5, "%"));
            marks.add(atMost("resident after start ≤ 800 MB", s.residentMegabytes(), 800, "MB"));
        });
        for (Phase phase : Phase.values()) {
            find(results, phase, Target.SWITCHBOARD).ifPresent(load -> marks.addAll(
                    phase.callers() == 1 ? alone(phase, load) : crowded(results, phase, load)));
        }
        results.visible().stream().filter(v -> v.mode().equals("strong")).forEach(v -> {
            marks.add(new Mark("write → visible to a strong query at 500 commands/s: p99 ≤ 25 ms",
                    String.format(Locale.ROOT, "%.2f ms at %.0f/s", v.visible().p99(), v.perSecond()),
                    v.visible().p99() <= 25 && v.perSecond() >= KEPT_UP));
            marks.add(atMost("stale strong reads: 0", v.stale(), 0, "of " + v.visible().count()));
        });
        results.restart().ifPresent(r -> {
            String history = " with " + r.log().events() + " events on disk ≤ 15 s";
            marks.add(atMost("ready after SIGTERM" + history, r.afterTermSeconds(), 15, "s"));
            marks.add(atMost("ready after SIGKILL" + history, r.afterKillSeconds(), 15, "s"));
        });
        return marks;
    }

    private static List<Mark> alone(Phase phase, Results.Load load) {
        return List.of(atMost("1 connection, " + phase.work() + ": p50 ≤ 3 ms", load.latency().p50(), 3, "ms"));
    }

    private static List<Mark> crowded(Results results, Phase phase, Results.Load load) {
        List<Mark> marks = new ArrayList<>();
        find(results, phase, Target.TWIN).ifPresent(twin -> {
            double ratio = load.perSecond() / twin.perSecond();
            marks.add(new Mark("64 connections, " + phase.work() + ": throughput ≥ 1.0 × the PostgreSQL twin",
                    String.format(Locale.ROOT, "%.2f ×", ratio), ratio >= 1.0));
        });
        marks.add(atMost("64 connections, " + phase.work() + ": p99 ≤ 50 ms", load.latency().p99(), 50, "ms"));
        return marks;
    }

    private static Optional<Results.Load> find(Results results, Phase phase, Target target) {
        return results.load().stream().filter(l -> l.phase() == phase && l.target() == target).findFirst();
    }
}
