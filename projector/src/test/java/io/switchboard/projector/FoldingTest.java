package io.switchboard.projector;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.projector.consistency.AppliedPositions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** How far the log is folded, from what Streams, the consumers and the processors report. */
class FoldingTest {

    private static final TopicPartition P0 = new TopicPartition("call-events", 0);
    private static final TopicPartition P1 = new TopicPartition("call-events", 1);
    private static final TopicPartition USERS = new TopicPartition("users", 0);

    private final AppliedPositions positions = new AppliedPositions();
    private CompletableFuture<Map<TopicPartition, Long>> ends = new CompletableFuture<>();
    private final Folding folding = new Folding("call-events", positions, () -> ends);

    @Test
    void nothingIsToldBeforeAnythingIsKnown() {
        assertThat(folding.progress()).isEmpty();
        folding.ends(Map.of(P0, 10L, P1, 10L));
        assertThat(folding.progress()).as("nothing is restored or served here").isEmpty();
    }

    @Test
    void restoringTellsWhereItIsOnceTheEndIsKnown() {
        folding.onRestoreStart(P0, "calls", 100, 500);
        assertThat(folding.progress()).as("the end was asked for, and nobody waits for it").isEmpty();
        ends.complete(Map.of(P0, 1_000L, P1, 1_000L));
        assertThat(folding.progress()).contains(new Progress(100, 1_000));

        folding.onBatchRestored(P0, "calls", 299, 200);
        folding.onRestoreStart(P1, "calls", 0, 0);
        assertThat(folding.progress()).contains(new Progress(300, 2_000));
    }

    @Test
    void whatWasRestoredStillCountsWhileThePartitionWaitsForItsFirstPoll() {
        ends.complete(Map.of(P0, 1_000L));
        folding.onRestoreStart(P0, "calls", 0, 500);
        folding.onBatchRestored(P0, "calls", 499, 500);
        folding.onRestoreEnd(P0, "calls", 500);
        positions.served(P0);
        assertThat(folding.progress()).contains(new Progress(500, 1_000));

        positions.polled(Map.of(P0, 900L), Map.of(P0, 899L));
        positions.applied(P0, 699);
        assertThat(folding.progress()).as("what is polled is not applied").contains(new Progress(700, 1_000));
        positions.applied(P0, 899);
        positions.polled(Map.of(P0, 1_001L), Map.of());
        assertThat(folding.progress()).as("the log has grown").contains(new Progress(1_001, 1_001));
    }

    @Test
    void partitionsThatLeaveAndStoresThatBeginAgainAreToldAsTheyAre() {
        ends.complete(Map.of(P0, 1_000L, P1, 1_000L));
        folding.onRestoreStart(P0, "calls", 600, 800);
        folding.onRestoreStart(P1, "calls", 700, 800);
        folding.onRestoreSuspended(P1, "calls", 0);
        assertThat(folding.progress()).contains(new Progress(600, 1_000));

        positions.served(P0);
        positions.left(P0);
        assertThat(folding.progress()).isEmpty();
        folding.onRestoreStart(P0, "calls", 0, 800);
        assertThat(folding.progress()).contains(new Progress(0, 1_000));
    }

    @Test
    void tablesDoNotCount() {
        ends.complete(Map.of(P0, 1_000L));
        folding.onRestoreStart(USERS, "users", 0, 50);
        folding.onBatchRestored(USERS, "users", 49, 50);
        folding.onRestoreEnd(USERS, "users", 50);
        positions.reached(Map.of(USERS, 50L));
        folding.onRestoreStart(P0, "calls", 1, 5);

        assertThat(folding.progress()).contains(new Progress(1, 1_000));
    }

    @Test
    void anEndThatCannotBeAskedForIsNotKnownAndTheLastOneStays() {
        ends.completeExceptionally(new IllegalStateException("the broker is away"));
        folding.onRestoreStart(P0, "calls", 1, 5);
        assertThat(folding.progress()).isEmpty();

        ends = CompletableFuture.completedFuture(Map.of(P0, 9L));
        folding.onRestoreStart(P0, "calls", 2, 5);
        ends = CompletableFuture.failedFuture(new IllegalStateException("the broker is away"));
        folding.onRestoreStart(P0, "calls", 3, 5);
        assertThat(folding.progress()).contains(new Progress(3, 9));
    }
}
