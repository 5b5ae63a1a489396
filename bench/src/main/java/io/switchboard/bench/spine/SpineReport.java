package io.switchboard.bench.spine;

import io.switchboard.bench.load.LatencySummary;
import io.switchboard.bench.run.Mark;
import io.switchboard.bench.run.ReportHead;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The results for people: Markdown, fit for docs/benchmarks.md. */
final class SpineReport {

    private final Results results;

    SpineReport(Results results) {
        this.results = results;
    }

    String markdown() {
        StringBuilder out = new StringBuilder();
        out.append(ReportHead.of(results.command(), results.at(), results.quick(), results.machine(),
                results.postgres()));
        results.startup().ifPresent(s -> out.append(line(
                "Start-up: ready in %.1f s on a fresh folder, %.1f s again; %.0f MB resident; idle %.1f %% of a core.",
                s.freshSeconds(), s.againSeconds(), s.residentMegabytes(), s.idlePercent())));
        if (!results.load().isEmpty()) {
            out.append(loadTable());
        }
        results.visible().forEach(v -> out.append(line("Write → visible, %s, %.0f commands/s: p50 %.2f ms, p99 %.2f ms, "
                + "max %.1f ms over %d samples; %d stale, %d never; the commands themselves p50 %.2f ms, p99 %.2f ms.",
                v.mode(), v.perSecond(), v.visible().p50(), v.visible().p99(), v.visible().max(), v.visible().count(),
                v.stale(), v.never(), v.command().p50(), v.command().p99())));
        results.restart().ifPresent(r -> out.append(line("Restart with %d events (mean %d bytes): ready %.1f s after "
                + "SIGTERM, %.1f s after SIGKILL; %.0f MB resident.", r.log().events(), r.log().meanBytes(),
                r.afterTermSeconds(), r.afterKillSeconds(), r.residentMegabytes())));
        out.append(Mark.table(SpineMarks.of(results)));
        results.complaints().forEach(c -> out.append("\n**Failed:** ").append(c).append('\n'));
        return out.toString();
    }

    private String loadTable() {
        StringBuilder table = new StringBuilder("""

                | Callers | Work | Server | per second (by round) | p50 | p90 | p99 | p99.9 | max ms | server CPU µs/op | \
                load CPU µs/op | answer bytes | refused |
                |---|---|---|---|---|---|---|---|---|---|---|---|---|
                """);
        for (Results.Load load : results.load()) {
            LatencySummary l = load.latency();
            table.append(String.format(Locale.ROOT,
                    "| %d | %s | %s | %.0f (%s) | %.2f | %.2f | %.2f | %.2f | %.1f | %.0f | %.0f | %d | %d |%n",
                    load.callers(), load.phase().work(), load.target().label(), load.perSecond(), rounds(load), l.p50(),
                    l.p90(), l.p99(), l.p999(), l.max(), load.serverCpuMicros(), load.generatorCpuMicros(),
                    load.answerBytes(), load.refused()));
        }
        return table.toString();
    }

    private static String rounds(Results.Load load) {
        return load.perSecondByRound().stream().map(d -> Long.toString(Math.round(d)))
                .collect(Collectors.joining(", "));
    }

    private static String line(String format, Object... values) {
        return "\n" + String.format(Locale.ROOT, format, values) + "\n";
    }
}
