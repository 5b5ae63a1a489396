package io.switchboard.bench.flat;

import io.switchboard.bench.load.LatencySummary;
import io.switchboard.bench.run.ReportHead;
import java.util.Locale;
import java.util.Map;

/** The results for people: Markdown, fit for docs/benchmarks.md. */
final class FlatReport {

    /** What issue and promise call flat: within 30 % of the smallest. */
    private static final double LEAST = 0.7;
    private static final double MOST = 1.3;

    private FlatReport() {
    }

    static String markdown(FlatResults results) {
        StringBuilder out = new StringBuilder(ReportHead.of(results.command(), results.at(), false, results.machine(),
                Map.of())).append('\n');
        out.append("| Command | Members and participants | p50 ms | to the smallest | p90 | p99 | max | samples | flat (±30 %) |\n")
                .append("|---|---|---|---|---|---|---|---|---|\n");
        for (FlatResults.Cost cost : results.costs()) {
            LatencySummary l = cost.latency();
            out.append(String.format(Locale.ROOT, "| %s | %d | %.2f | %.2f | %.2f | %.2f | %.1f | %d | %s |%n", cost.work(),
                    cost.size(), l.p50(), cost.ratio(), l.p90(), l.p99(), l.max(), l.count(),
                    cost.ratio() >= LEAST && cost.ratio() <= MOST ? "met" : "**missed**"));
        }
        if (!results.armed().isEmpty()) {
            out.append("\n| Armed timers | idle, % of a core | resident MB |\n|---|---|---|\n");
            results.armed().forEach(step -> out.append(String.format(Locale.ROOT, "| %d | %.1f | %.0f |%n", step.timers(),
                    step.idlePercent(), step.residentMegabytes())));
        }
        return out.toString();
    }
}
