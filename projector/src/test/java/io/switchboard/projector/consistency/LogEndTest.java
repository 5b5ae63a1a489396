package io.switchboard.projector.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many requests questions about the end of the log cost, and whose answer each gets. */
@Timeout(60)
class LogEndTest {

    private static final TopicPartition P0 = new TopicPartition("call-events", 0);
    private static final TopicPartition P1 = new TopicPartition("users", 0);

    private final HeldAdmin admin = new HeldAdmin();
    private final LogEnd logEnd = new LogEnd(admin.client(), Set.of(P0, P1), 1234);

    @Test
    void oneQuestionAsksForTheHighWatermarkOfEveryPartition() {
        CompletableFuture<Map<TopicPartition, Long>> end = logEnd.now();

        HeldAdmin.Request request = admin.take();
        assertThat(request.question().keySet()).containsExactlyInAnyOrder(P0, P1);
        assertThat(request.question().values()).allMatch(OffsetSpec.LatestSpec.class::isInstance);
        assertThat(request.options().isolationLevel()).isEqualTo(IsolationLevel.READ_UNCOMMITTED);
        assertThat(request.options().timeoutMs()).isEqualTo(1234);
        assertThat(end).isNotDone();
        request.answer(7);
        assertThat(end).isCompletedWithValue(Map.of(P0, 7L, P1, 7L));
    }

    @Test
    void everybodyWhoAsksWhileARequestIsOnItsWaySharesExactlyOneNextRequest() {
        CompletableFuture<Map<TopicPartition, Long>> first = logEnd.now();
        List<CompletableFuture<Map<TopicPartition, Long>>> late = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            late.add(logEnd.now());
        }
        assertThat(admin.requests()).isEqualTo(1);

        admin.take().answer(7);
        assertThat(first).isCompletedWithValue(Map.of(P0, 7L, P1, 7L));
        assertThat(late).as("an answer to a request that left before they asked is not theirs").noneMatch(CompletableFuture::isDone);
        assertThat(admin.requests()).isEqualTo(2);

        CompletableFuture<Map<TopicPartition, Long>> later = logEnd.now();
        admin.take().answer(8);
        assertThat(late).allSatisfy(one -> assertThat(one).isCompletedWithValue(Map.of(P0, 8L, P1, 8L)));
        assertThat(later).isNotDone();
        admin.take().answer(9);
        assertThat(later).isCompletedWithValue(Map.of(P0, 9L, P1, 9L));
        assertThat(admin.requests()).isEqualTo(3);
    }

    @Test
    void nobodyAsksWhenNobodyWaits() {
        logEnd.now();
        admin.take().answer(7);

        assertThat(admin.requests()).isEqualTo(1);
        CompletableFuture<Map<TopicPartition, Long>> again = logEnd.now();
        assertThat(admin.requests()).isEqualTo(2);
        admin.take().answer(8);
        assertThat(again).isCompletedWithValue(Map.of(P0, 8L, P1, 8L));
    }

    @Test
    void threadsShareRequestsToo() throws Exception {
        CompletableFuture<Map<TopicPartition, Long>> first = logEnd.now();
        CountDownLatch begin = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<CompletableFuture<Map<TopicPartition, Long>>>> asking = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                asking.add(threads.submit(() -> {
                    begin.await();
                    return logEnd.now();
                }));
            }
            begin.countDown();
            for (Future<CompletableFuture<Map<TopicPartition, Long>>> one : asking) {
                one.get(30, TimeUnit.SECONDS);
            }
            admin.take().answer(1);
            assertThat(first).isDone();
            admin.take().answer(2);
            for (Future<CompletableFuture<Map<TopicPartition, Long>>> one : asking) {
                assertThat(one.get()).isCompletedWithValue(Map.of(P0, 2L, P1, 2L));
            }
        }
        assertThat(admin.requests()).isEqualTo(2);
    }

    @Test
    void aFailureIsToldToThoseWhoseRequestItWasAndTheNextIsSent() {
        CompletableFuture<Map<TopicPartition, Long>> first = logEnd.now();
        CompletableFuture<Map<TopicPartition, Long>> second = logEnd.now();

        admin.take().fail(new TimeoutException("no broker"));
        assertThat(second).isNotDone();
        admin.take().answer(8);

        assertThatThrownBy(first::get).isInstanceOf(ExecutionException.class).hasRootCauseInstanceOf(TimeoutException.class)
                .hasRootCauseMessage("no broker");
        assertThat(second).isCompletedWithValue(Map.of(P0, 8L, P1, 8L));
    }

    @Test
    void aClosedClientFailsTheQuestionRatherThanTheCaller() {
        CompletableFuture<Map<TopicPartition, Long>> waiting = logEnd.now();
        CompletableFuture<Map<TopicPartition, Long>> next = logEnd.now();
        admin.refuse(new IllegalStateException("closed"));
        admin.take().answer(7);

        assertThat(waiting).isCompletedWithValue(Map.of(P0, 7L, P1, 7L));
        assertThat(next).isCompletedExceptionally();
        assertThat(logEnd.now()).isCompletedExceptionally();
        assertThat(logEnd.now()).as("and again").isCompletedExceptionally();
    }
}
