package io.switchboard.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final Outcome OK = new Outcome.Accepted(100);

    @Test
    void percentilesOfOneToAThousandMilliseconds() {
        Tally tally = new Tally();
        for (int i = 1; i <= 1_000; i++) {
            tally.count(OK, TimeUnit.MILLISECONDS.toNanos(i));
        }
        LatencySummary latency = tally.latency();
        assertThat(latency.count()).isEqualTo(1_000);
        assertThat(latency.p50()).isCloseTo(500, within(0.5));
        assertThat(latency.p90()).isCloseTo(900, within(0.9));
        assertThat(latency.p99()).isCloseTo(990, within(1.0));
        assertThat(latency.p999()).isCloseTo(999, within(1.0));
        assertThat(latency.max()).isCloseTo(1_000, within(1.0));
        assertThat(latency.mean()).isCloseTo(500.5, within(0.6));
    }

    @Test
    void aRefusalIsCountedButNotTimed() {
        Tally tally = new Tally();
        tally.count(OK, 2_000_000);
        tally.count(new Outcome.Refused("503 busy"), 1);
        tally.count(new Outcome.Refused("500 worse"), 1);
        assertThat(tally.accepted()).isEqualTo(1);
        assertThat(tally.refused()).isEqualTo(2);
        assertThat(tally.firstRefusal()).contains("503 busy");
        assertThat(tally.latency().p50()).isCloseTo(2, within(0.01));
    }

    @Test
    void mergingCountsLikeOneTally() {
        Tally whole = new Tally();
        Tally left = new Tally();
        Tally right = new Tally();
        for (int i = 1; i <= 999; i++) {
            Outcome outcome = i % 10 == 0 ? new Outcome.Refused("no " + i) : new Outcome.Accepted(i);
            whole.count(outcome, i * 1_000_000L);
            (i < 500 ? left : right).count(outcome, i * 1_000_000L);
        }
        left.add(right);
        assertThat(left.latency()).isEqualTo(whole.latency());
        assertThat(left.accepted()).isEqualTo(whole.accepted());
        assertThat(left.refused()).isEqualTo(99);
        assertThat(left.meanAnswerBytes()).isEqualTo(whole.meanAnswerBytes());
        assertThat(left.firstRefusal()).contains("no 10");
    }

    @Test
    void aLatencyBeyondTheScaleCountsAsTheLongest() {
        Tally tally = new Tally();
        tally.count(OK, TimeUnit.HOURS.toNanos(1));
        tally.count(OK, 1);
        assertThat(tally.accepted()).isEqualTo(2);
        assertThat(tally.latency().max()).isCloseTo(60_000, within(60.0));
    }

    @Test
    void nothingCountedIsAllZero() {
        assertThat(new Tally().latency()).isEqualTo(new LatencySummary(0, 0, 0, 0, 0, 0, 0));
        assertThat(new Tally().meanAnswerBytes()).isZero();
    }
}
