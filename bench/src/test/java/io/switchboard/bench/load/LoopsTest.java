package io.switchboard.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LoopsTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void aClosedLoopRunsEachCallerWithOneOperationAtATime() throws InterruptedException {
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Window window = ClosedLoop.run((index, of) -> operation(() -> {
            seen.add(index);
            assertThat(of).isEqualTo(4);
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            LockSupport.parkNanos(1_000_000);
            underWay.decrementAndGet();
            return new Outcome.Accepted(7);
        }), 4, SHORT);
        assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(most.get()).isBetween(2, 4);
        assertThat(window.seconds()).isGreaterThanOrEqualTo(0.2);
        assertThat(window.throughput()).isCloseTo(window.tally().accepted() / window.seconds(), within(0.001));
        assertThat(window.tally().meanAnswerBytes()).isEqualTo(7);
        assertThat(window.tally().latency().p50()).isGreaterThanOrEqualTo(1.0);
    }

    @Test
    void aCallerWhoseConnectionKeepsBreakingGivesUp() throws InterruptedException {
        Window window = ClosedLoop.run((index, of) -> operation(() -> {
            throw new IOException("connection reset");
        }), 1, Duration.ofMinutes(5));
        assertThat(window.tally().refused()).isEqualTo(20);
        assertThat(window.tally().firstRefusal()).hasValueSatisfying(why -> assertThat(why).contains("reset"));
        assertThat(window.seconds()).isLessThan(60);
    }

    @Test
    void anErrorInTheGeneratorItselfIsNotTakenForAResult() {
        assertThatThrownBy(() -> ClosedLoop.run((index, of) -> operation(() -> {
            throw new IllegalArgumentException("a bug");
        }), 2, SHORT)).isInstanceOf(IllegalStateException.class).hasRootCauseMessage("a bug");
    }

    @Test
    void anOpenLoopKeepsItsScheduleAndPerformsEachOperationOnce() throws InterruptedException {
        AtomicInteger performed = new AtomicInteger();
        Window window = OpenLoop.run((index, of) -> operation(() -> {
            performed.incrementAndGet();
            return new Outcome.Accepted(0);
        }), 4, 500, Duration.ofMillis(400));
        assertThat(performed).hasValue(200);
        assertThat(window.tally().accepted()).isEqualTo(200);
        assertThat(window.seconds()).isGreaterThanOrEqualTo(0.39);
    }

    @Test
    void aStallIsChargedToEveryOperationItDelayed() throws InterruptedException {
        AtomicInteger performed = new AtomicInteger();
        Workload stallsOnce = (index, of) -> operation(() -> {
            if (performed.getAndIncrement() == 10) {
                LockSupport.parkNanos(300_000_000);
            }
            return new Outcome.Accepted(0);
        });
        Window window = OpenLoop.run(stallsOnce, 1, 100, Duration.ofMillis(500));
        // Thirty operations fell due during the stall; a generator that counts from the send would see one slow one.
        assertThat(window.tally().latency().p50()).isGreaterThan(20);
        assertThat(window.tally().latency().max()).isGreaterThan(290);
    }

    @FunctionalInterface
    private interface Body {
        Outcome perform() throws IOException;
    }

    private static Operation operation(Body body) {
        return new Operation() {
            @Override
            public Outcome perform() throws IOException {
                return body.perform();
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }
}
