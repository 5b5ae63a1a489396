package io.switchboard.projector.consistency;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.KafkaFutureImpl;

/** An admin client that can only list offsets, and answers when it is told to. Thread-safe. */
final class HeldAdmin {

    /** One request on its way. */
    record Request(Map<TopicPartition, OffsetSpec> question, ListOffsetsOptions options,
                   Map<TopicPartition, KafkaFutureImpl<ListOffsetsResultInfo>> answers) {

        /** Answers that every partition ends there. */
        void answer(long end) {
            answers.values().forEach(answer -> answer.complete(new ListOffsetsResultInfo(end, -1, Optional.empty())));
        }

        void fail(RuntimeException failure) {
            answers.values().forEach(answer -> answer.completeExceptionally(failure));
        }
    }

    private final Deque<Request> waiting = new ArrayDeque<>();
    private final List<Request> all = new ArrayList<>();
    private Optional<RuntimeException> refusal = Optional.empty();

    /** What {@link LogEnd} is given. */
    Admin client() {
        return (Admin) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Admin.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("listOffsets") && arguments.length == 2) {
                        return listOffsets(offsetSpecs(arguments[0]), (ListOffsetsOptions) arguments[1]);
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
    }

    /** From now on every request is refused before it leaves, as a closed client does. */
    synchronized void refuse(RuntimeException failure) {
        refusal = Optional.of(failure);
    }

    /** How many requests were ever sent. */
    synchronized int requests() {
        return all.size();
    }

    /** The oldest request that nobody has taken yet. */
    synchronized Request take() {
        return waiting.removeFirst();
    }

    private synchronized ListOffsetsResult listOffsets(Map<TopicPartition, OffsetSpec> question, ListOffsetsOptions options) {
        refusal.ifPresent(failure -> {
            throw failure;
        });
        Map<TopicPartition, KafkaFutureImpl<ListOffsetsResultInfo>> answers = new HashMap<>();
        question.keySet().forEach(partition -> answers.put(partition, new KafkaFutureImpl<>()));
        Request request = new Request(Map.copyOf(question), options, answers);
        waiting.add(request);
        all.add(request);
        return new ListOffsetsResult(new HashMap<TopicPartition, KafkaFuture<ListOffsetsResultInfo>>(answers));
    }

    private static Map<TopicPartition, OffsetSpec> offsetSpecs(Object argument) {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        ((Map<?, ?>) argument).forEach((partition, spec) -> specs.put((TopicPartition) partition, (OffsetSpec) spec));
        return specs;
    }
}
