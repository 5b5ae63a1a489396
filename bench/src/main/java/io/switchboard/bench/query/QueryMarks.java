package io.switchboard.bench.query;

import static io.switchboard.bench.run.Mark.atLeast;
import static io.switchboard.bench.run.Mark.atMost;

import io.switchboard.bench.query.QueryResults.Asked;
import io.switchboard.bench.query.QueryResults.Target;
import io.switchboard.bench.run.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The marks of the query engine. */
final class QueryMarks {

    static final double ALONE_P99 = 15;
    static final double SHARE = 0.8;
    private static final double MEAN_SHARE = 1.3;
    private static final double WRITES_P99 = 30;
    /** Commands that fall behind a schedule of 500 per second were not 500 per second. */
    private static final double KEPT_UP = 490;
    private static final double REBUILD = 50_000;
    private static final double HEAP_MEGABYTES = 1_024;
    private static final double LAG_SECONDS = 1;

    private QueryMarks() {
    }

    /** The marks that these results say something about; what was not measured has no mark. */
    static List<Mark> of(QueryResults results) {
        List<Mark> marks = new ArrayList<>();
        results.shapes().stream().filter(asked -> asked.target() == Target.SWITCHBOARD).forEach(asked -> {
            if (asked.callers() == ShapesMeasurement.ALONE) {
                marks.add(atMost(asked.title() + ", 1 connection: p99 ≤ 15 ms", asked.latency().p99(), ALONE_P99,
                        "ms"));
            } else {
                ratio(results, asked).ifPresent(ratio -> marks.add(atLeast(asked.title() + ", " + asked.callers()
                        + " connections: ≥ 0.8 × PostgreSQL", ratio, SHARE, "×")));
            }
        });
        mean(results).ifPresent(mean -> marks.add(atLeast(
                "16 connections, geometric mean over the shapes: ≥ 1.3 × PostgreSQL", mean, MEAN_SHARE, "×")));
        results.writes().ifPresent(writes -> writes(writes, marks));
        results.rebuild().ifPresent(r -> marks.add(atLeast("rebuild of the read model ≥ 50 000 events/s", r.perSecond(),
                REBUILD, "events/s")));
        results.footprint().ifPresent(f -> marks.add(atMost(String.format(Locale.ROOT, "heap with %d calls ≤ 1 GiB",
                results.data().calls()), f.heapMegabytes(), HEAP_MEGABYTES, "MB")));
        results.burst().ifPresent(b -> marks.add(atMost("lag after a burst of " + b.events() + " events ≤ 1 s",
                b.lagSeconds(), LAG_SECONDS, "s")));
        return marks;
    }

    private static void writes(QueryResults.Writes writes, List<Mark> marks) {
        marks.add(atLeast("commands while questions are asked: 500/s kept up", writes.commandsPerSecond(), KEPT_UP,
                "/s"));
        writes.shapes().forEach(asked -> marks.add(atMost(asked.title() + ", 1 connection, 500 commands/s: p99 ≤ 30 ms",
                asked.latency().p99(), WRITES_P99, "ms")));
    }

    /** Switchboard's throughput to the twin's, of the same shape and number of connections. */
    static Optional<Double> ratio(QueryResults results, Asked ours) {
        return results.shapes().stream().filter(asked -> asked.target() == Target.TWIN
                && asked.shape().equals(ours.shape()) && asked.callers() == ours.callers()).findFirst()
                .map(twin -> ours.perSecond() / twin.perSecond());
    }

    /** The geometric mean of the ratios at the larger number of connections. */
    static OptionalDouble mean(QueryResults results) {
        OptionalDouble logarithm = results.shapes().stream().filter(asked -> asked.target() == Target.SWITCHBOARD
                && asked.callers() == ShapesMeasurement.CROWD).flatMap(asked -> ratio(results, asked).stream())
                .mapToDouble(Math::log).average();
        return logarithm.isPresent() ? OptionalDouble.of(Math.exp(logarithm.getAsDouble())) : logarithm;
    }
}
