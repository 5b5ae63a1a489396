package io.switchboard.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.wire.service.Unready;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a start is waited for and what is said meanwhile, under a clock that only the pauses move. */
class StartWaitTest {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Readiness READY = new Readiness(true, Optional.empty(), List.of());

    private final List<String> reports = new ArrayList<>();
    private long nanos = Long.MAX_VALUE - Duration.ofMinutes(2).toNanos();
    private long seconds;

    @AfterEach
    void nothingIsInterrupted() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void what_is_ready_is_not_waited_for() {
        await(second -> READY);

        assertThat(seconds).isZero();
        assertThat(reports).isEmpty();
    }

    @Test
    void a_quick_start_says_nothing() {
        await(second -> second < 9 ? projector(second) : READY);

        assertThat(seconds).isEqualTo(9);
        assertThat(reports).isEmpty();
    }

    @Test
    void as_long_as_something_moves_it_waits() {
        // Every four minutes one record more, for a day.
        await(second -> second < Duration.ofDays(1).toSeconds() ? projector(second / 240) : READY);

        assertThat(seconds).isEqualTo(Duration.ofDays(1).toSeconds());
    }

    @Test
    void one_of_many_that_moves_is_enough() {
        await(second -> second < 3_600 ? unready(part("projector", 7), part("call-events-0", second)) : READY);

        assertThat(seconds).isEqualTo(3_600);
    }

    @Test
    void what_has_not_moved_for_five_minutes_is_refused_and_named() {
        assertThatThrownBy(() -> await(second -> unready(
                new Unready("projector", "restoring", Math.min(second, 100) + 1_234_467, OptionalLong.of(3_589_298)),
                Unready.of("command side", "joining its group"))))
                .isInstanceOf(Refusal.class)
                .hasMessage("Switchboard is not ready, and nothing has moved for 5 minutes: projector is restoring, "
                        + "1 234 567 of 3 589 298 records (34 %); command side is joining its group.");
        assertThat(seconds).isEqualTo(100 + 300);
    }

    @Test
    void other_states_are_no_progress() {
        assertThatThrownBy(() -> await(second -> unready(
                Unready.of("call-events-0", second % 2 == 0 ? "taking over" : "waiting to take over"))))
                .isInstanceOf(Refusal.class).hasMessageContaining("call-events-0 is");
        assertThat(seconds).isEqualTo(300);
    }

    @Test
    void a_part_that_comes_and_goes_at_the_same_place_does_not_move() {
        assertThatThrownBy(() -> await(second -> second % 2 == 0 ? unready(part("call-events-0", 50)) : unready()))
                .isInstanceOf(Refusal.class);
        assertThat(seconds).isEqualTo(300);
    }

    @Test
    void a_part_that_begins_again_moves_when_it_gets_on() {
        // Folded to 1000, thrown away, folded again, and then stuck.
        assertThatThrownBy(() -> await(second -> projector(second < 1_000 ? second : Math.min(second - 1_000, 400))))
                .isInstanceOf(Refusal.class).hasMessageContaining("400 of");
        assertThat(seconds).isEqualTo(1_400 + 300);
    }

    @Test
    void what_is_down_for_good_is_refused_at_once() {
        assertThatThrownBy(() -> await(second -> second < 3 ? projector(second)
                : new Readiness(false, Optional.of("projector is down: stored bytes are not an event"), List.of())))
                .isInstanceOf(Refusal.class)
                .hasMessage("Switchboard cannot start: projector is down: stored bytes are not an event.");
        assertThat(seconds).isEqualTo(3);
    }

    @Test
    void an_interrupt_ends_the_wait_and_stays_visible() {
        StartWait wait = new StartWait(() -> projector(0), () -> nanos, () -> {
            throw new InterruptedException();
        }, reports::add);

        assertThatThrownBy(wait::await).isInstanceOf(Refusal.class).hasMessage("Interrupted while starting.");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_long_start_says_every_ten_seconds_how_far_it_is() {
        await(second -> second < 31 ? unready(part("projector", second * 50), part("call-events-0", second))
                : READY);

        assertThat(reports).containsExactly(
                "not ready yet: projector is reading, 500 of 2 000 records (25 %); "
                        + "call-events-0 is reading, 10 of 2 000 records (0 %)",
                "not ready yet: projector is reading, 1 000 of 2 000 records (50 %); "
                        + "call-events-0 is reading, 20 of 2 000 records (1 %)",
                "not ready yet: projector is reading, 1 500 of 2 000 records (75 %); "
                        + "call-events-0 is reading, 30 of 2 000 records (1 %)");
    }

    @Test
    void what_is_not_known_is_not_said() {
        await(second -> second < 11 ? unready(new Unready("users-0", "waiting to take over", 12, OptionalLong.empty()),
                new Unready("projector", "restoring", 0, OptionalLong.of(0))) : READY);
        await(second -> second < 11 ? unready() : READY);

        assertThat(reports).containsExactly(
                "not ready yet: users-0 is waiting to take over, 12 records read; projector is restoring",
                "not ready yet: no part says why");
    }

    /** @param script what is so many seconds after the begin */
    private void await(Function<Long, Readiness> script) {
        seconds = 0;
        new StartWait(() -> script.apply(seconds), () -> nanos, () -> {
            nanos += PAUSE.toNanos();
            seconds++;
        }, reports::add).await();
    }

    private static Readiness projector(long reached) {
        return unready(part("projector", reached));
    }

    private static Unready part(String name, long reached) {
        return new Unready(name, "reading", reached, OptionalLong.of(2_000));
    }

    private static Readiness unready(Unready... parts) {
        return new Readiness(false, Optional.empty(), List.of(parts));
    }
}
