package io.switchboard.projector.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AppliedPositionsTest {

    private static final TopicPartition P0 = new TopicPartition("log", 0);
    private static final TopicPartition P1 = new TopicPartition("log", 1);
    private static final Duration AT_ONCE = Duration.ZERO;

    private final AppliedPositions positions = new AppliedPositions();

    @Test
    void aPositionPastMarkersReachesAnEndThatNoRecordReaches() {
        positions.served(P0);
        positions.polled(Map.of(P0, 7L), Map.of());
        assertThat(positions.await(Map.of(P0, 7L), AT_ONCE)).isEqualTo(new Reached.Yes());
        assertThat(positions.await(Map.of(P0, 8L), AT_ONCE)).isEqualTo(new Reached.Behind(Map.of(P0, 1L)));
    }

    @Test
    void aPolledRecordCountsOnlyWhenItIsApplied() {
        positions.served(P0);
        positions.polled(Map.of(P0, 7L), Map.of(P0, 5L));
        assertThat(positions.await(Map.of(P0, 7L), AT_ONCE)).isEqualTo(new Reached.Behind(Map.of(P0, 7L)));
        positions.applied(P0, 4);
        assertThat(positions.await(Map.of(P0, 7L), AT_ONCE)).isEqualTo(new Reached.Behind(Map.of(P0, 2L)));
        positions.applied(P0, 5);
        assertThat(positions.await(Map.of(P0, 7L), AT_ONCE)).isEqualTo(new Reached.Yes());
    }

    @Test
    void whoWaitsIsWokenByTheRecordThatGetsItThere() throws Exception {
        positions.served(P0);
        positions.served(P1);
        positions.polled(Map.of(P0, 3L, P1, 0L), Map.of(P0, 2L));
        CompletableFuture<Reached> waiting = CompletableFuture.supplyAsync(() ->
                positions.await(Map.of(P0, 3L, P1, 1L), Duration.ofSeconds(30)));
        positions.applied(P0, 2);
        positions.polled(Map.of(P1, 1L), Map.of(P1, 0L));
        assertThat(waiting).isNotDone();
        positions.applied(P1, 0);
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(new Reached.Yes());
    }

    @Test
    void aPartitionThatIsNotServedIsToldApartFromOneThatLags() {
        positions.served(P0);
        assertThat(positions.await(Map.of(P0, 1L, P1, 1L), AT_ONCE)).isEqualTo(new Reached.NotServed(Set.of(P1)));
        positions.polled(Map.of(P1, 5L), Map.of());
        assertThat(positions.await(Map.of(P1, 1L), AT_ONCE)).isEqualTo(new Reached.NotServed(Set.of(P1)));
    }

    @Test
    void whatWasReachedBeforeAPartitionCameBackIsVoid() {
        positions.served(P0);
        positions.polled(Map.of(P0, 9L), Map.of());
        positions.left(P0);
        assertThat(positions.await(Map.of(P0, 9L), AT_ONCE)).isEqualTo(new Reached.NotServed(Set.of(P0)));
        positions.served(P0);
        assertThat(positions.await(Map.of(P0, 9L), AT_ONCE)).isInstanceOf(Reached.Behind.class);
        positions.polled(Map.of(P0, 4L), Map.of());
        assertThat(positions.await(Map.of(P0, 9L), AT_ONCE)).isEqualTo(new Reached.Behind(Map.of(P0, 5L)));
    }

    @Test
    void whoDoesNotCareHowFarWaitsOnlyUntilItIsServed() {
        assertThat(positions.awaitServed(Set.of(P0), AT_ONCE)).isEqualTo(new Reached.NotServed(Set.of(P0)));
        positions.served(P0);
        positions.polled(Map.of(P0, 9L), Map.of(P0, 8L));
        assertThat(positions.awaitServed(Set.of(P0), AT_ONCE)).isEqualTo(new Reached.Yes());
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        positions.served(P0);
        CompletableFuture<Reached> outcome = new CompletableFuture<>();
        Thread waiting = Thread.ofVirtual().start(() ->
                outcome.complete(positions.await(Map.of(P0, 1L), Duration.ofMinutes(5))));
        waiting.interrupt();
        assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(Reached.Behind.class);
    }
}
