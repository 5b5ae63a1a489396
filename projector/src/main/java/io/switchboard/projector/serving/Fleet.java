package io.switchboard.projector.serving;

import io.switchboard.events.Topics;
import io.switchboard.events.call.Member;
import io.switchboard.projector.consistency.AppliedPositions;
import io.switchboard.projector.explain.Explanation;
import io.switchboard.projector.explain.Timing;
import io.switchboard.projector.query.Activity;
import io.switchboard.projector.query.CallRow;
import io.switchboard.projector.query.QueryOutcome;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;

/**
 * All shards of the application: finds who serves which partition (their addresses travel through Kafka with the
 * partitions), asks them side by side, merges. Without {@link Peering} there is only this process. Thread-safe.
 */
final class Fleet implements Shards, AutoCloseable {

    private record Remote(HttpClient http, PeerCodec codec, Peering self) {
    }

    private final KafkaStreams streams;
    private final String store;
    private final AppliedPositions positions;
    private final Shards local;
    private final Optional<Remote> remote;
    private final Duration limit;
    private final Map<String, Shards> others = new ConcurrentHashMap<>();

    /** @param limit how long another instance may take */
    Fleet(KafkaStreams streams, String store, AppliedPositions positions, Shards local, Optional<Peering> self,
          PeerCodec codec, Duration limit) {
        this.streams = streams;
        this.store = store;
        this.positions = positions;
        this.local = local;
        this.remote = self.map(peering -> new Remote(HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build(),
                codec, peering));
        this.limit = limit;
    }

    @Override
    public QueryOutcome<List<CallRow>> calls(CallsQuestion question, Map<Integer, Long> targets) {
        return gather(question.explain(), targets, (shards, some) -> shards.calls(question, some), parts -> best(parts,
                (a, b) -> question.order().compare(a.core(), b.core()), question.wanted()));
    }

    @Override
    public QueryOutcome<List<Member>> members(MembersQuestion question, Map<Integer, Long> targets) {
        return owners(targets).keySet().iterator().next().members(question, targets);
    }

    @Override
    public <T> QueryOutcome<List<T>> rows(RowsQuestion<T> question, Map<Integer, Long> targets) {
        return gather(question.explain(), targets, (shards, some) -> shards.rows(question, some),
                parts -> best(parts, question.order(), question.wanted()));
    }

    @Override
    public QueryOutcome<Activity> activity(Map<Integer, Long> targets) {
        return gather(false, targets, Shards::activity, parts -> parts.stream().reduce(Activity.NONE, Activity::plus));
    }

    @Override
    public void close() {
        remote.ifPresent(r -> r.http.close());
    }

    /** Asks the owners of these partitions side by side; one that has no answer means that there is none. */
    private <R> QueryOutcome<R> gather(boolean explain, Map<Integer, Long> targets,
            BiFunction<Shards, Map<Integer, Long>, QueryOutcome<R>> question, Function<List<R>, R> merge) {
        Map<Shards, Map<Integer, Long>> owners = owners(targets);
        if (owners.size() == 1) {
            return question.apply(owners.keySet().iterator().next(), targets);
        }
        List<CompletableFuture<QueryOutcome<R>>> parts = new ArrayList<>();
        owners.forEach((shards, some) -> parts.add(CompletableFuture.supplyAsync(
                () -> question.apply(shards, some), task -> Thread.ofVirtual().start(task))));
        List<R> answers = new ArrayList<>();
        Map<Integer, Long> applied = new HashMap<>();
        Explanation explanation = Explanation.NONE;
        for (CompletableFuture<QueryOutcome<R>> part : parts) {
            switch (part.join()) {
                case QueryOutcome.Answered<R> answered -> {
                    answers.add(answered.answer());
                    applied.putAll(answered.position());
                    explanation = explanation.plus(answered.explanation());
                }
                case QueryOutcome<R> other -> {
                    return other;
                }
            }
        }
        Timing timing = new Timing(explain);
        R merged = timing.of(LocalShards.MERGE, () -> merge.apply(answers));
        return new QueryOutcome.Answered<>(merged, applied, explanation.plus(timing.explanation()));
    }

    private static <T> List<T> best(List<List<T>> parts, Comparator<T> order, int wanted) {
        return parts.stream().flatMap(List::stream).sorted(order).limit(wanted).toList();
    }

    /**
     * A partition nobody is known to serve is looked for here: it may just be coming, and otherwise it is refused. Where
     * there is none to ask, nobody is asked.
     */
    private Map<Shards, Map<Integer, Long>> owners(Map<Integer, Long> targets) {
        if (targets.isEmpty()) {
            return Map.of();
        }
        if (remote.isEmpty()) {
            return Map.of(local, targets);
        }
        Set<Integer> here = positions.served().stream().filter(partition -> partition.topic().equals(Topics.CALL_EVENTS))
                .map(TopicPartition::partition).collect(Collectors.toSet());
        Map<Integer, String> elsewhere = here.containsAll(targets.keySet()) ? Map.of() : elsewhere(remote.get());
        Map<Shards, Map<Integer, Long>> owners = new HashMap<>();
        targets.forEach((partition, target) -> {
            Shards owner = here.contains(partition) || !elsewhere.containsKey(partition) ? local
                    : others.computeIfAbsent(elsewhere.get(partition), address ->
                            new RemoteShards(remote.get().http, remote.get().codec, remote.get().self, address, limit));
            owners.computeIfAbsent(owner, o -> new HashMap<>()).put(partition, target);
        });
        return owners;
    }

    private Map<Integer, String> elsewhere(Remote self) {
        Map<Integer, String> addresses = new HashMap<>();
        for (StreamsMetadata instance : instances()) {
            String address = instance.hostInfo().host() + ":" + instance.hostInfo().port();
            if (!address.equals(self.self.address())) {
                instance.topicPartitions().stream().filter(partition -> partition.topic().equals(Topics.CALL_EVENTS))
                        .forEach(partition -> addresses.put(partition.partition(), address));
            }
        }
        return addresses;
    }

    /** When this process has stopped folding, nobody is known to it any more, and it refuses what it is asked. */
    private Collection<StreamsMetadata> instances() {
        try {
            return streams.streamsMetadataForStore(store);
        } catch (IllegalStateException stopped) {
            return List.of();
        }
    }
}
