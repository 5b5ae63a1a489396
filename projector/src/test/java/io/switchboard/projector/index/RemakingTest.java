package io.switchboard.projector.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RemakingTest {

    private final Remaking remaking = new Remaking();

    @Test
    void tellsOfCallsWhileAnIndexIsMade() {
        assertThat(remaking.progress()).isEmpty();
        remaking.of(each -> {
            assertThat(remaking.progress()).hasValue(0);
            each.run();
            each.run();
            assertThat(remaking.progress()).hasValue(2);
        });
        assertThat(remaking.progress()).isEmpty();
    }

    @Test
    void goesOnCountingAtTheNextIndex() {
        remaking.of(Runnable::run);
        remaking.of(each -> {
            each.run();
            assertThat(remaking.progress()).hasValue(2);
        });
        assertThat(remaking.calls()).isEqualTo(2);
    }

    @Test
    void oneThatFailsIsNotUnderWay() {
        assertThatThrownBy(() -> remaking.of(each -> {
            throw new IllegalStateException("made to fail");
        })).hasMessage("made to fail");
        assertThat(remaking.progress()).isEmpty();
    }
}
