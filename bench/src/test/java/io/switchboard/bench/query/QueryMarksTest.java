package io.switchboard.bench.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.bench.dataset.DataSetSpec;
import io.switchboard.bench.load.LatencySummary;
import io.switchboard.bench.machine.Machine;
import io.switchboard.bench.query.QueryResults.Asked;
import io.switchboard.bench.query.QueryResults.Burst;
import io.switchboard.bench.query.QueryResults.Footprint;
import io.switchboard.bench.query.QueryResults.Rebuild;
import io.switchboard.bench.query.QueryResults.Target;
import io.switchboard.bench.query.QueryResults.Writes;
import io.switchboard.bench.run.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class QueryMarksTest {

    private static final Machine MACHINE = new Machine(2, 1, "cpu", "kernel", "jdk", "ext4", 1);

    @Test
    void everyMarkIsMetAtItsBound() {
        QueryResults results = results(shapes(15, 130, 100), Optional.of(new Writes(490, latency(1),
                List.of(asked("a", Target.SWITCHBOARD, 1, 100, 30)))), Optional.of(new Rebuild(500_000, 10)),
                Optional.of(new Burst(100_000, 20, 1)), Optional.of(new Footprint(1_024, 1, 1, 1, 1, 1, 1)));
        assertThat(QueryMarks.of(results)).hasSize(10).allMatch(Mark::met);
    }

    @Test
    void everyMarkCanBeMissed() {
        QueryResults results = results(shapes(15.1, 79, 100), Optional.of(new Writes(489, latency(1),
                List.of(asked("a", Target.SWITCHBOARD, 1, 100, 30.1)))), Optional.of(new Rebuild(499_000, 10)),
                Optional.of(new Burst(100_000, 20, 1.1)), Optional.of(new Footprint(1_025, 1, 1, 1, 1, 1, 1)));
        assertThat(QueryMarks.of(results)).hasSize(10).noneMatch(Mark::met);
    }

    @Test
    void theMeanIsGeometric() {
        List<Asked> shapes = List.of(asked("a", Target.SWITCHBOARD, 16, 400, 1), asked("a", Target.TWIN, 16, 100, 1),
                asked("b", Target.SWITCHBOARD, 16, 100, 1), asked("b", Target.TWIN, 16, 100, 1));
        assertThat(QueryMarks.mean(nothingBut(shapes)).orElseThrow()).isCloseTo(2, Offset.offset(1e-9));
    }

    @Test
    void whatWasNotMeasuredHasNoMark() {
        assertThat(QueryMarks.of(nothingBut(List.of()))).isEmpty();
        assertThat(QueryMarks.of(nothingBut(List.of(asked("a", Target.SWITCHBOARD, 16, 100, 1))))).isEmpty();
    }

    @Test
    void theReportTellsMarksAndComplaints() {
        String report = QueryReport.markdown(results(shapes(99, 130, 100), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty()));
        assertThat(report).contains("| a | Switchboard | 130 | 1.30 × |",
                "| a, 1 connection: p99 ≤ 15 ms | 99 ms | **missed** |",
                "Geometric mean: 1.30 × the twin", "**Failed:** a complaint");
    }

    private static List<Asked> shapes(double p99, double ours, double theirs) {
        return List.of(asked("a", Target.SWITCHBOARD, 1, 100, p99), asked("a", Target.TWIN, 1, 100, 1),
                asked("b", Target.SWITCHBOARD, 1, 100, p99),
                asked("a", Target.SWITCHBOARD, 16, ours, 1), asked("a", Target.TWIN, 16, theirs, 1),
                asked("b", Target.SWITCHBOARD, 16, ours, 1), asked("b", Target.TWIN, 16, theirs, 1));
    }

    private static Asked asked(String shape, Target target, int callers, double perSecond, double p99) {
        return new Asked(shape, shape, target, callers, perSecond, latency(p99), 1);
    }

    private static LatencySummary latency(double p99) {
        return new LatencySummary(100, 1, 1, 1, p99, 1, 1);
    }

    private static QueryResults nothingBut(List<Asked> shapes) {
        return results(shapes, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static QueryResults results(List<Asked> shapes, Optional<Writes> writes, Optional<Rebuild> rebuild,
                                        Optional<Burst> burst, Optional<Footprint> footprint) {
        return new QueryResults("now", "bench/run query", false, MACHINE, Map.of(),
                new DataSetSpec(1, 1_000, Instant.EPOCH), 3_500, 7, shapes, writes, rebuild, burst, footprint,
                List.of("a complaint"));
    }
}
