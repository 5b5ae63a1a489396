package io.switchboard.projector.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class LogEndTest {

    private static final TopicPartition P0 = new TopicPartition("log", 0);

    private final List<KafkaFutureImpl<ListOffsetsResultInfo>> requests = new ArrayList<>();
    private final LogEnd logEnd = new LogEnd(admin(), Set.of(P0), 1_000);

    /** An admin client that only lists offsets, when the test answers. */
    private Admin admin() {
        return (Admin) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Admin.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("listOffsets");
                    assertThat(((ListOffsetsOptions) arguments[1]).isolationLevel())
                            .isEqualTo(IsolationLevel.READ_UNCOMMITTED);
                    KafkaFutureImpl<ListOffsetsResultInfo> request = new KafkaFutureImpl<>();
                    requests.add(request);
                    return new ListOffsetsResult(Map.of(P0, request));
                });
    }

    private void answer(int request, long end) {
        requests.get(request).complete(new ListOffsetsResultInfo(end, -1, Optional.empty()));
    }

    @Test
    void whoAsksWhileARequestIsUnderWayWaitsForTheNextAndSharesIt() {
        CompletableFuture<Map<TopicPartition, Long>> first = logEnd.now();
        List<CompletableFuture<Map<TopicPartition, Long>>> later = List.of(logEnd.now(), logEnd.now(), logEnd.now());
        assertThat(requests).hasSize(1);
        answer(0, 5);
        assertThat(first).isCompletedWithValue(Map.of(P0, 5L));
        assertThat(later).noneMatch(CompletableFuture::isDone);
        assertThat(requests).hasSize(2);
        answer(1, 9);
        assertThat(later).allSatisfy(answer -> assertThat(answer).isCompletedWithValue(Map.of(P0, 9L)));
        assertThat(requests).hasSize(2);
    }

    @Test
    void nobodyAsksNoRequestLeaves() {
        logEnd.now();
        answer(0, 1);
        assertThat(requests).hasSize(1);
        logEnd.now();
        assertThat(requests).hasSize(2);
    }

    @Test
    void aFailureReachesThoseWhoAskedAndNotTheNext() {
        CompletableFuture<Map<TopicPartition, Long>> first = logEnd.now();
        CompletableFuture<Map<TopicPartition, Long>> next = logEnd.now();
        requests.get(0).completeExceptionally(new IllegalStateException("broker away"));
        assertThatThrownBy(first::join).hasRootCauseMessage("broker away");
        answer(1, 3);
        assertThat(next).isCompletedWithValue(Map.of(P0, 3L));
    }
}
