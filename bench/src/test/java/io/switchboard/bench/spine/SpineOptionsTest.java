package io.switchboard.bench.spine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.bench.BenchFailure;
import io.switchboard.bench.spine.SpineOptions.Section;
import io.switchboard.bench.spine.SpineOptions.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpineOptionsTest {

    @Test
    void aFullRunWarmsUpForAtLeastHalfAMinuteAndMeasuresEverything() {
        SpineOptions options = SpineOptions.parse();
        assertThat(options.warmup()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(options.window()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.rounds()).isEqualTo(2);
        assertThat(options.preload()).isEqualTo(1_000_000);
        assertThat(options.targets()).containsExactly(Target.values());
        assertThat(Section.values()).allMatch(options::does);
        assertThat(options.quick()).isFalse();
    }

    @Test
    void aQuickRunIsShortAndSaysSo() {
        SpineOptions options = SpineOptions.parse("--quick");
        assertThat(options.quick()).isTrue();
        assertThat(options.window()).isLessThanOrEqualTo(Duration.ofSeconds(5));
        assertThat(options.preload()).isLessThan(100_000);
    }

    @Test
    void whatIsGivenWinsOverTheDefaults() {
        SpineOptions options = SpineOptions.parse("--window", "7", "--quick", "--targets", "twin,twin-async",
                "--pg-bin", "/opt/pg", "--switchboard-env", "A=1=2", "--switchboard-env", "B=");
        assertThat(options.window()).isEqualTo(Duration.ofSeconds(7));
        assertThat(options.targets()).containsExactly(Target.TWIN, Target.TWIN_ASYNC);
        assertThat(options.postgresBinaries()).contains(Path.of("/opt/pg"));
        assertThat(options.switchboardEnv()).containsEntry("A", "1=2").containsEntry("B", "")
                .containsKey("SWITCHBOARD_RATE_LIMIT_PER_MINUTE");
    }

    @Test
    void withoutSwitchboardOnlyTheLoadMakesSense() {
        SpineOptions options = SpineOptions.parse("--targets", "twin");
        assertThat(options.does(Section.LOAD)).isTrue();
        assertThat(options.does(Section.RESTART)).isFalse();
    }

    @Test
    void whatCannotBeUnderstoodIsNamedAndTheUsageShown() {
        for (List<String> bad : List.of(List.of("--windw", "3"), List.of("--window"), List.of("--window", "ten"),
                List.of("--window", "0"), List.of("--rounds", "-1"), List.of("--targets", "oracle"),
                List.of("--switchboard-env", "NOVALUE"), List.of("stray"))) {
            assertThatThrownBy(() -> SpineOptions.parse(bad.toArray(String[]::new))).as(bad.toString())
                    .isInstanceOf(BenchFailure.class).hasMessageContaining(bad.getFirst())
                    .hasMessageContaining("bench/run spine [--quick]");
        }
    }
}
