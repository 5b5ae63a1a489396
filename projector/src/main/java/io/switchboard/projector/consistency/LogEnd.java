package io.switchboard.projector.consistency;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.KafkaFutureImpl;

/**
 * Where the log ends now. Everybody who asks while a request is on its way shares the next one, so that a thousand
 * waiting queries cost the broker one request; nobody shares one that left before they asked.
 *
 * <p>It asks for the high watermark, not for the last stable offset. A commit is acknowledged when the transaction
 * coordinator has written it down; the markers that make it stable follow a little later. Between the two, the last
 * stable offset still lies before records whose writer has already been told "done", while the high watermark covers
 * every acknowledged record. The price is that an open transaction holds reads up until it ends.
 *
 * <p>Thread-safe.
 */
public final class LogEnd {

    private final Admin admin;
    private final Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    private final ListOffsetsOptions options;
    private Optional<CompletableFuture<Map<TopicPartition, Long>>> next = Optional.empty();
    private boolean asking;

    /** @param timeoutMillis how long one request may take */
    public LogEnd(Admin admin, Set<TopicPartition> partitions, int timeoutMillis) {
        this.admin = admin;
        partitions.forEach(partition -> question.put(partition, OffsetSpec.latest()));
        this.options = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED).timeoutMs(timeoutMillis);
    }

    /** The ends of all partitions at some moment after this call; fails as the admin client fails. */
    public CompletableFuture<Map<TopicPartition, Long>> now() {
        CompletableFuture<Map<TopicPartition, Long>> answer;
        boolean ask;
        synchronized (this) {
            answer = next.orElseGet(CompletableFuture::new);
            next = Optional.of(answer);
            ask = !asking;
            asking = true;
        }
        if (ask) {
            ask();
        }
        return answer;
    }

    private void ask() {
        CompletableFuture<Map<TopicPartition, Long>> answer;
        synchronized (this) {
            if (next.isEmpty()) {
                asking = false;
                return;
            }
            answer = next.get();
            next = Optional.empty();
        }
        request().whenComplete((offsets, failure) -> {
            ask();
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else {
                Map<TopicPartition, Long> ends = new HashMap<>();
                offsets.forEach((partition, info) -> ends.put(partition, info.offset()));
                answer.complete(ends);
            }
        });
    }

    private KafkaFuture<Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo>> request() {
        try {
            return admin.listOffsets(question, options).all();
        } catch (RuntimeException closed) {
            KafkaFutureImpl<Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo>> failed = new KafkaFutureImpl<>();
            failed.completeExceptionally(closed);
            return failed;
        }
    }
}
