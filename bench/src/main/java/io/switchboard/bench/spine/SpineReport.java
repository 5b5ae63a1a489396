package io.switchboard.bench.spine;

import io.switchboard.bench.load.LatencySummary;
import io.switchboard.bench.machine.Machine;
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
        out.append(head());
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
        out.append(marks());
        results.complaints().forEach(c -> out.append("\n**Failed:** ").append(c).append('\n'));
        return out.toString();
    }

    private String head() {
        Machine m = results.machine();
        String head = line("`%s`, %s%s", results.command(), results.at(),
                results.quick() ? " — a quick check, its numbers mean nothing" : "")
                + line("Machine: %d cores (%s), %d MB, %s, %s, %s; append 8 KiB and fsync: %.2f ms.", m.cores(), m.cpu(),
                m.memoryMegabytes(), m.kernel(), m.jdk(), m.fileSystem(), m.fsyncMillis());
        return results.postgres().isEmpty() ? head : head + line("PostgreSQL: %s.", results.postgres().entrySet()
                .stream().map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", ")));
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

    private String marks() {
        List<Mark> marks = Mark.of(results);
        if (marks.isEmpty()) {
            return "";
        }
        return marks.stream()
                .map(m -> "| %s | %s | %s |".formatted(m.what(), m.measured(), m.met() ? "met" : "**missed**"))
                .collect(Collectors.joining("\n", "\n| Mark | Measured | |\n|---|---|---|\n", "\n"));
    }

    private static String line(String format, Object... values) {
        return "\n" + String.format(Locale.ROOT, format, values) + "\n";
    }
}
