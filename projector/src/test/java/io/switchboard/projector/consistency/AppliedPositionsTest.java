package io.switchboard.projector.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a partition counts as caught up, and who is woken. Time limits of an hour mean "woken, or the test fails". */
@Timeout(60)
class AppliedPositionsTest {

    private static final TopicPartition P0 = new TopicPartition("call-events", 0);
    private static final TopicPartition P1 = new TopicPartition("call-events", 1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final AppliedPositions positions = new AppliedPositions();

    @Test
    void nothingIsServedAtFirst() {
        assertThat(positions.served()).isEmpty();
        assertThat(ask(P0, 0)).isEqualTo(new Reached.NotServed(Set.of(P0)));
    }

    @Test
    void anEndBehindAMarkerIsReachedByThePositionThatPassesIt() {
        positions.served(P0);
        positions.polled(Map.of(P0, 5L), Map.of(P0, 4L));
        positions.applied(P0, 4);

        assertThat(ask(P0, 6)).as("the marker at 5 is not passed yet").isEqualTo(behind(P0, 1));
        positions.polled(Map.of(P0, 6L), Map.of());
        assertThat(ask(P0, 6)).isEqualTo(new Reached.Yes());
    }

    @Test
    void recordsThatWerePolledButNotAppliedDoNotCount() {
        positions.served(P0);
        positions.polled(Map.of(P0, 10L), Map.of(P0, 9L));

        assertThat(ask(P0, 10)).isEqualTo(behind(P0, 10));
        positions.applied(P0, 7);
        assertThat(ask(P0, 10)).isEqualTo(behind(P0, 2));
        positions.applied(P0, 9);
        assertThat(ask(P0, 10)).isEqualTo(new Reached.Yes());
    }

    @Test
    void theLastRecordAtHandIsTheLastThatAnyPollReturned() {
        assertThat(positions.isLast(P0, 0)).as("of a partition nobody polled").isTrue();
        positions.served(P0);
        positions.polled(Map.of(P0, 10L), Map.of(P0, 8L));
        assertThat(positions.isLast(P0, 7)).isFalse();
        assertThat(positions.isLast(P0, 8)).isTrue();
        positions.polled(Map.of(P0, 12L), Map.of(P0, 11L));
        assertThat(positions.isLast(P0, 8)).isFalse();
    }

    @Test
    void recordsOfAnEarlierPollStillCountAfterALaterEmptyPoll() {
        positions.served(P0);
        positions.polled(Map.of(P0, 10L), Map.of(P0, 9L));
        positions.polled(Map.of(P0, 11L), Map.of());
        positions.applied(P0, 8);

        assertThat(ask(P0, 11)).isEqualTo(behind(P0, 2));
    }

    @Test
    void recordsCountAlthoughThePollCouldNotTellThePosition() {
        positions.served(P0);
        positions.polled(Map.of(), Map.of(P0, 9L));
        positions.polled(Map.of(P0, 10L), Map.of());

        assertThat(ask(P0, 10)).isInstanceOf(Reached.Behind.class);
        positions.applied(P0, 9);
        assertThat(ask(P0, 10)).isEqualTo(new Reached.Yes());
    }

    @Test
    void aServedPartitionThatWasNeverPolledIsBehindByEverything() {
        positions.served(P0);

        assertThat(ask(P0, 7)).isEqualTo(behind(P0, 7));
        assertThat(ask(P0, 0)).as("no poll has shown that it is at the beginning").isEqualTo(behind(P0, 1));
        positions.polled(Map.of(P0, 0L), Map.of());
        assertThat(ask(P0, 0)).isEqualTo(new Reached.Yes());
    }

    @Test
    void everyTargetHasToBeReached() {
        positions.served(P0);
        positions.served(P1);
        positions.polled(Map.of(P0, 5L, P1, 3L), Map.of());

        assertThat(positions.await(Map.of(P0, 5L, P1, 5L), Duration.ZERO)).isEqualTo(behind(P1, 2));
        assertThat(positions.await(Map.of(P0, 5L, P1, 3L), Duration.ZERO)).isEqualTo(new Reached.Yes());
        assertThat(positions.await(Map.of(), Duration.ZERO)).isEqualTo(new Reached.Yes());
    }

    @Test
    void aRevokedPartitionIsNotServedAndWhatWasReportedIsVoidWhenItComesBack() {
        positions.served(P0);
        positions.polled(Map.of(P0, 10L), Map.of(P0, 9L));
        positions.applied(P0, 9);

        positions.left(P0);
        assertThat(ask(P0, 10)).isEqualTo(new Reached.NotServed(Set.of(P0)));
        assertThat(positions.served()).isEmpty();
        positions.polled(Map.of(P0, 10L), Map.of());
        positions.applied(P0, 9);
        assertThat(ask(P0, 10)).as("late reports about it change nothing").isEqualTo(new Reached.NotServed(Set.of(P0)));

        positions.served(P0);
        assertThat(ask(P0, 10)).isEqualTo(behind(P0, 10));
    }

    @Test
    void aPartitionThatIsNotServedIsToldRatherThanOnesThatLag() {
        positions.served(P0);

        assertThat(positions.await(Map.of(P0, 5L, P1, 5L), Duration.ZERO)).isEqualTo(new Reached.NotServed(Set.of(P1)));
    }

    @Test
    void aPartitionThatLeavesWhileSomebodyWaitsEndsAsNotServed() throws Exception {
        positions.served(P0);
        Waiting waiting = wait(() -> positions.await(Map.of(P0, 10L), Duration.ofMillis(200)));
        positions.left(P0);

        assertThat(waiting.result()).isEqualTo(new Reached.NotServed(Set.of(P0)));
    }

    @Test
    void theRecordThatGetsThereWakesWhoWaits() throws Exception {
        positions.served(P0);
        positions.polled(Map.of(P0, 10L), Map.of(P0, 9L));
        Waiting waiting = wait(() -> positions.await(Map.of(P0, 10L), HOUR));
        positions.applied(P0, 8);
        assertThat(waiting.answer).isNotDone();
        positions.applied(P0, 9);

        assertThat(waiting.result()).isEqualTo(new Reached.Yes());
    }

    @Test
    void thePollThatGetsThereWakesEverybodyWhoWaitsForNoMore() throws Exception {
        positions.served(P0);
        List<Waiting> waiting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            waiting.add(wait(() -> positions.await(Map.of(P0, 10L), HOUR)));
        }
        Waiting further = wait(() -> positions.await(Map.of(P0, 11L), HOUR));
        positions.polled(Map.of(P0, 10L), Map.of());

        for (Waiting one : waiting) {
            assertThat(one.result()).isEqualTo(new Reached.Yes());
        }
        assertThat(further.answer).isNotDone();
        positions.polled(Map.of(P0, 11L), Map.of());
        assertThat(further.result()).isEqualTo(new Reached.Yes());
    }

    @Test
    void aPartitionThatComesIsSeenByWhoWaitsForItToBeServed() throws Exception {
        Waiting waiting = wait(() -> positions.awaitServed(Set.of(P0, P1), HOUR));
        positions.served(P0);
        assertThat(waiting.answer).isNotDone();
        positions.served(P1);

        assertThat(waiting.result()).isEqualTo(new Reached.Yes());
        assertThat(positions.served()).containsExactlyInAnyOrder(P0, P1);
    }

    @Test
    void whoNeedsItOnlyServedDoesNotWaitForRecords() {
        positions.served(P0);
        positions.polled(Map.of(P0, 10L), Map.of(P0, 9L));

        assertThat(positions.awaitServed(Set.of(P0), Duration.ZERO)).isEqualTo(new Reached.Yes());
    }

    @Test
    void aTableThatIsAppliedByItsPollsIsReachedAtItsPosition() throws Exception {
        Waiting waiting = wait(() -> positions.await(Map.of(P0, 10L), HOUR));
        positions.reached(Map.of(P0, 9L));
        assertThat(waiting.answer).isNotDone();
        positions.reached(Map.of(P0, 10L));

        assertThat(waiting.result()).isEqualTo(new Reached.Yes());
    }

    @Test
    void theWaitIsBounded() {
        positions.served(P0);
        long begin = System.nanoTime();

        assertThat(positions.await(Map.of(P0, 3L), Duration.ofMillis(50))).isEqualTo(behind(P0, 3));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(50), Duration.ofSeconds(30));
        assertThat(positions.await(Map.of(P0, 3L), Duration.ofMillis(-1))).isEqualTo(behind(P0, 3));
    }

    @Test
    void anInterruptEndsTheWaitAndStaysVisible() throws Exception {
        AtomicBoolean visible = new AtomicBoolean();
        positions.served(P0);
        Waiting waiting = wait(() -> {
            Reached reached = positions.await(Map.of(P0, 3L), HOUR);
            visible.set(Thread.currentThread().isInterrupted());
            return reached;
        });
        waiting.thread.interrupt();

        assertThat(waiting.result()).isEqualTo(behind(P0, 3));
        assertThat(visible).isTrue();
    }

    private Reached ask(TopicPartition partition, long target) {
        return positions.await(Map.of(partition, target), Duration.ZERO);
    }

    private static Reached behind(TopicPartition partition, long lag) {
        return new Reached.Behind(Map.of(partition, lag));
    }

    private record Waiting(Thread thread, CompletableFuture<Reached> answer) {
        Reached result() throws Exception {
            return answer.get(30, TimeUnit.SECONDS);
        }
    }

    private interface Question {
        Reached ask();
    }

    /** Asks in a thread of its own; returns when that thread waits, or is through. */
    private static Waiting wait(Question question) {
        CompletableFuture<Reached> answer = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().start(() -> answer.complete(question.ask()));
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
        return new Waiting(thread, answer);
    }
}
