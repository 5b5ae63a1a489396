package io.switchboard.bench.spine;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.bench.load.LatencySummary;
import io.switchboard.bench.log.EventLog;
import io.switchboard.bench.machine.Machine;
import io.switchboard.bench.run.Mark;
import io.switchboard.bench.run.ResultsFile;
import io.switchboard.bench.spine.Results.Load;
import io.switchboard.bench.spine.SpineOptions.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SpineReportTest {

    @TempDir
    private Path folder;

    @Test
    void everyMarkIsMetWhenEveryNumberIsGood() {
        List<Mark> marks = SpineMarks.of(results(2_000, 1_000, 1));
        assertThat(marks).hasSize(13).allMatch(Mark::met);
    }

    @Test
    void everyMarkIsMissedWhenEveryNumberIsBad() {
        List<Mark> marks = SpineMarks.of(results(1_000, 2_000, 100));
        assertThat(marks).hasSize(13).noneMatch(Mark::met);
    }

    @Test
    void theThroughputMarkComparesWithTheDurableTwin() {
        assertThat(SpineMarks.of(results(1_500, 1_000, 1))).filteredOn(m -> m.what().contains("1.0 ×"))
                .hasSize(2).allMatch(m -> m.measured().equals("1.50 ×"));
        assertThat(SpineMarks.of(results(999, 1_000, 1))).filteredOn(m -> m.what().contains("1.0 ×")).noneMatch(Mark::met);
    }

    @Test
    void oneStaleReadMissesItsMark() {
        assertThat(SpineMarks.of(seen(new Results.Visible("strong", 500, latency(1), latency(1), 1, 0))))
                .filteredOn(m -> !m.met()).singleElement().matches(m -> m.what().startsWith("stale"));
    }

    @Test
    void aServerThatCannotKeepTheScheduleMissesTheMarkHoweverSoonItShowsItsWrites() {
        assertThat(SpineMarks.of(seen(new Results.Visible("strong", 270, latency(1), latency(1), 0, 0))))
                .filteredOn(m -> !m.met()).singleElement().matches(m -> m.measured().endsWith("at 270/s"));
    }

    @Test
    void whatWasNotMeasuredHasNoMark() {
        Results twinOnly = new Results("now", "bench/run spine", true, machine(), Map.of(), Optional.empty(),
                List.of(load(Target.TWIN, Phase.CREATE_64, 10, 1)), List.of(), Optional.empty(), List.of());
        assertThat(SpineMarks.of(twinOnly)).isEmpty();
        assertThat(new SpineReport(twinOnly).markdown()).doesNotContain("| Mark |").contains("mean nothing")
                .contains("| 64 | create call, 2 members | twin | 10 (10) |");
    }

    @Test
    void theTableNamesMissedMarksAndFailures() {
        Results bad = results(1_000, 2_000, 100);
        Results complained = new Results(bad.at(), bad.command(), false, bad.machine(), bad.postgres(), bad.startup(),
                bad.load(), bad.visible(), bad.restart(), List.of("3 refused"));
        assertThat(new SpineReport(complained).markdown()).contains("**missed**").contains("**Failed:** 3 refused")
                .contains("fsync on").contains("2 cores");
    }

    @Test
    void theJsonHoldsEveryNumber() throws IOException {
        Path file = folder.resolve("deep/spine.json");
        ResultsFile.write(file, results(2_000, 1_000, 1));
        JsonNode json = JsonMapper.shared().readTree(file.toFile());
        assertThat(json.at("/startup/fresh_seconds").asDouble()).isEqualTo(1);
        assertThat(json.get("load")).hasSize(8);
        assertThat(json.at("/load/0/latency/p99").asDouble()).isEqualTo(1);
        assertThat(json.at("/restart/log/events").asLong()).isEqualTo(1_000_000);
        assertThat(json.at("/machine/fsync_millis").asDouble()).isEqualTo(0.3);
    }

    /** Results whose times are all {@code bad} times as long as good ones. */
    private static Results results(double switchboard, double twin, double bad) {
        List<Load> load = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            load.add(load(Target.SWITCHBOARD, phase, switchboard, bad));
            load.add(load(Target.TWIN, phase, twin, 1));
        }
        return new Results("2026-01-01T00:00:00Z", "bench/run spine", false, machine(), Map.of("fsync", "on"),
                Optional.of(new Results.Startup(bad, bad, 100 * bad, bad)), load,
                List.of(new Results.Visible("strong", 500, latency(bad), latency(bad), (long) bad - 1, 0)),
                Optional.of(new Results.Restart(new EventLog.Census(1_000_000, 900), bad, bad, 500)), List.of());
    }

    private static Results seen(Results.Visible visible) {
        Results good = results(2_000, 1_000, 1);
        return new Results(good.at(), good.command(), false, good.machine(), Map.of(), good.startup(), good.load(),
                List.of(visible), good.restart(), List.of());
    }

    private static Load load(Target target, Phase phase, double perSecond, double millis) {
        return new Load(target, phase, phase.callers(), perSecond, List.of(perSecond), latency(millis), 100, 20, 4_000,
                0);
    }

    private static LatencySummary latency(double millis) {
        return new LatencySummary(1_000, millis, millis, millis, millis, millis, millis);
    }

    private static Machine machine() {
        return new Machine(2, 16_000, "a processor", "Linux", "a JVM", "ext4", 0.3);
    }
}
