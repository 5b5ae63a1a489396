package io.switchboard.bench.query;

import io.switchboard.bench.load.LatencySummary;
import io.switchboard.bench.query.QueryResults.Asked;
import io.switchboard.bench.query.QueryResults.Target;
import io.switchboard.bench.run.Mark;
import io.switchboard.bench.run.ReportHead;
import java.util.List;
import java.util.Locale;

/** The results for people: Markdown, fit for docs/benchmarks.md. */
final class QueryReport {

    private QueryReport() {
    }

    static String markdown(QueryResults results) {
        StringBuilder out = new StringBuilder(ReportHead.of(results.command(), results.at(), results.quick(),
                results.machine(), results.postgres()));
        out.append(line("%d calls of %d users, %d events, seed %d; %d answers were compared.", results.data().calls(),
                results.data().users(), results.events(), results.data().seed(), results.answers()));
        if (!results.shapes().isEmpty()) {
            out.append(alone(results)).append(crowd(results));
        }
        results.writes().ifPresent(writes -> out.append(writes(writes)));
        results.rebuild().ifPresent(r -> out.append(line("Rebuild: %d events in %.1f s, start of the process included: "
                + "%.0f/s.", r.events(), r.seconds(), r.perSecond())));
        results.burst().ifPresent(b -> out.append(line("Burst: %d events in %.1f s (%.0f/s), then %.3f s until a strong "
                + "question was answered.", b.events(), b.seconds(), b.events() / b.seconds(), b.lagSeconds())));
        results.footprint().ifPresent(f -> out.append(footprint(f, results.data().calls())));
        out.append(Mark.table(QueryMarks.of(results)));
        results.complaints().forEach(c -> out.append("\n**Failed:** ").append(c).append('\n'));
        return out.toString();
    }

    private static String alone(QueryResults results) {
        StringBuilder table = new StringBuilder("""

                | 1 connection | Server | per second | p50 ms | p90 | p99 | max | answer bytes |
                |---|---|---|---|---|---|---|---|
                """);
        of(results, ShapesMeasurement.ALONE).forEach(asked -> {
            LatencySummary l = asked.latency();
            table.append(String.format(Locale.ROOT, "| %s | %s | %.0f | %.2f | %.2f | %.2f | %.1f | %d |%n",
                    asked.title(), label(asked.target()), asked.perSecond(), l.p50(), l.p90(), l.p99(), l.max(),
                    asked.answerBytes()));
        });
        return table.toString();
    }

    private static String crowd(QueryResults results) {
        StringBuilder table = new StringBuilder("""

                | 16 connections | Server | per second | to the twin | p50 ms | p99 | max |
                |---|---|---|---|---|---|---|
                """);
        of(results, ShapesMeasurement.CROWD).forEach(asked -> {
            LatencySummary l = asked.latency();
            String ratio = asked.target() == Target.TWIN ? "" : QueryMarks.ratio(results, asked)
                    .map(r -> String.format(Locale.ROOT, "%.2f ×", r)).orElse("");
            table.append(String.format(Locale.ROOT, "| %s | %s | %.0f | %s | %.2f | %.2f | %.1f |%n", asked.title(),
                    label(asked.target()), asked.perSecond(), ratio, l.p50(), l.p99(), l.max()));
        });
        QueryMarks.mean(results).ifPresent(mean -> table.append(line("Geometric mean: %.2f × the twin.", mean)));
        return table.toString();
    }

    private static String writes(QueryResults.Writes writes) {
        StringBuilder table = new StringBuilder(line("While %.0f commands/s were written (p50 %.2f ms, p99 %.2f ms), "
                + "strong questions over 1 connection:", writes.commandsPerSecond(), writes.commands().p50(),
                writes.commands().p99())).append("\n| Shape | per second | p50 ms | p90 | p99 | max |\n"
                + "|---|---|---|---|---|---|\n");
        writes.shapes().forEach(asked -> table.append(String.format(Locale.ROOT,
                "| %s | %.0f | %.2f | %.2f | %.2f | %.1f |%n", asked.title(), asked.perSecond(), asked.latency().p50(),
                asked.latency().p90(), asked.latency().p99(), asked.latency().max())));
        return table.toString();
    }

    private static String footprint(QueryResults.Footprint f, int calls) {
        double kilobytes = 1_024.0 / calls;
        return line("Memory of ./switchboard: heap %.0f MB after a full collection, resident %.0f MB.",
                f.heapMegabytes(), f.residentMegabytes())
                + line("Disk: read model %.0f MB (%.2f KB a call), of which index %.0f MB; rows of the command side "
                + "%.0f MB; broker %.0f MB. PostgreSQL: %.0f MB (%.2f KB a call).", f.projectorMegabytes(),
                f.projectorMegabytes() * kilobytes, f.indexMegabytes(), f.commandMegabytes(), f.logMegabytes(),
                f.postgresMegabytes(), f.postgresMegabytes() * kilobytes);
    }

    private static List<Asked> of(QueryResults results, int callers) {
        return results.shapes().stream().filter(asked -> asked.callers() == callers).toList();
    }

    private static String label(Target target) {
        return target == Target.SWITCHBOARD ? "Switchboard" : "twin";
    }

    private static String line(String format, Object... values) {
        return "\n" + String.format(Locale.ROOT, format, values) + "\n";
    }
}
