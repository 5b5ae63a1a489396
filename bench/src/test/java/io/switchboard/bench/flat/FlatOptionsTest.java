package io.switchboard.bench.flat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.bench.BenchFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatOptionsTest {

    @Test
    void unlessGivenItMeasuresWhatThePromiseNames() {
        FlatOptions options = FlatOptions.parse();
        assertThat(options.sizes()).containsExactly(100, 10_000, 100_000);
        assertThat(options.timers()).containsExactly(1_000, 10_000, 100_000);
        assertThat(options.warmup()).hasSeconds(60);
    }

    @Test
    void timersCanBeLeftOut() {
        assertThat(FlatOptions.parse("--timers", "0").timers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "10,5", "5,5", "a", "1,,2", "-1", "99999999"})
    void sizesMustMakeSense(String sizes) {
        assertThatThrownBy(() -> FlatOptions.parse("--sizes", sizes)).isInstanceOf(BenchFailure.class)
                .hasMessageContaining("--sizes");
    }
}
