package io.switchboard.bench.spine;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.bench.load.Operation;
import io.switchboard.bench.load.Outcome;
import io.switchboard.bench.load.Workload;
import io.switchboard.bench.machine.ProcessTree;
import io.switchboard.bench.run.Console;
import io.switchboard.bench.spine.SpineOptions.Target;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Duration BLINK = Duration.ofMillis(20);

    private final List<String> diary = new CopyOnWriteArrayList<>();
    private final Console console = new Console(new PrintStream(OutputStream.nullOutputStream()));
    private final Comparison comparison = new Comparison(console, () -> diary.add("rest"));
    private final Fake a = new Fake(Target.SWITCHBOARD, new Outcome.Accepted(10));
    private final Fake b = new Fake(Target.TWIN, new Outcome.Accepted(20));

    @Test
    void contestantsTakeTurnsAndTheSecondRoundGoesTheOtherWay() throws InterruptedException {
        comparison.measure(List.of(a, b), 2, BLINK);
        assertThat(diary).startsWith("rest", "SWITCHBOARD CREATE_1", "rest", "TWIN CREATE_1",
                "rest", "SWITCHBOARD UPDATE_1", "rest", "TWIN UPDATE_1");
        assertThat(diary.subList(16, diary.size())).startsWith("rest", "TWIN CREATE_1", "rest", "SWITCHBOARD CREATE_1");
        assertThat(diary).hasSize(32);
    }

    @Test
    void aResultSumsUpTheRoundsAndKeepsEachThroughput() throws InterruptedException {
        comparison.measure(List.of(a, b), 2, BLINK);
        List<Results.Load> results = comparison.results();
        assertThat(results).hasSize(8);
        assertThat(results).extracting(Results.Load::phase).isSorted();
        Results.Load first = results.getFirst();
        assertThat(first.target()).isEqualTo(Target.SWITCHBOARD);
        assertThat(first.answerBytes()).isEqualTo(10);
        assertThat(first.perSecondByRound()).hasSize(2);
        double slower = Math.min(first.perSecondByRound().get(0), first.perSecondByRound().get(1));
        double faster = Math.max(first.perSecondByRound().get(0), first.perSecondByRound().get(1));
        assertThat(first.perSecond()).isBetween(slower - 0.01, faster + 0.01);
        long accepted = results.stream().mapToLong(l -> l.latency().count()).sum();
        assertThat(accepted).isEqualTo(a.performed.get() + b.performed.get());
        assertThat(first.latency().p50()).isGreaterThanOrEqualTo(1);
        assertThat(console.complaints()).isEmpty();
    }

    @Test
    void warmUpIsNoResult() throws InterruptedException {
        comparison.warmUp(a, BLINK);
        assertThat(diary).containsExactly("SWITCHBOARD CREATE_64", "SWITCHBOARD UPDATE_64");
        assertThat(comparison.results()).isEmpty();
    }

    @Test
    void refusalsAreCountedAndComplainedOf() throws InterruptedException {
        Fake refusing = new Fake(Target.TWIN, new Outcome.Refused("503 busy"));
        comparison.measure(List.of(refusing), 1, BLINK);
        assertThat(comparison.results()).allMatch(l -> l.refused() > 0 && l.perSecond() == 0);
        assertThat(console.complaints()).hasSize(4).allMatch(c -> c.contains("503 busy"));
    }

    /** A contestant whose operations take a millisecond and always end the same way. */
    private final class Fake implements Contestant {
        private final Target target;
        private final Outcome outcome;
        private final AtomicInteger performed = new AtomicInteger();

        Fake(Target target, Outcome outcome) {
            this.target = target;
            this.outcome = outcome;
        }

        @Override
        public Target target() {
            return target;
        }

        @Override
        public void prepare() {
            // Nothing to make.
        }

        @Override
        public Workload workload(Phase phase) {
            diary.add(target + " " + phase);
            return (index, of) -> new Operation() {
                @Override
                public Outcome perform() {
                    LockSupport.parkNanos(1_000_000);
                    performed.incrementAndGet();
                    return outcome;
                }

                @Override
                public void close() {
                    // Nothing is held.
                }
            };
        }

        @Override
        public List<ProcessTree> servers() {
            return List.of();
        }
    }
}
