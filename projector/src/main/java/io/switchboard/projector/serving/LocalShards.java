package io.switchboard.projector.serving;

import io.switchboard.events.Topics;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.projector.consistency.AppliedPositions;
import io.switchboard.projector.consistency.Reached;
import io.switchboard.projector.explain.Explanation;
import io.switchboard.projector.explain.IndexTrace;
import io.switchboard.projector.explain.Timing;
import io.switchboard.projector.query.Activity;
import io.switchboard.projector.query.CallRow;
import io.switchboard.projector.query.QueryOutcome;
import io.switchboard.projector.query.Refusal;
import io.switchboard.projector.rows.DamagedRowsException;
import io.switchboard.projector.view.CallSearch;
import io.switchboard.projector.view.ReadView;
import io.switchboard.projector.view.RowSearch;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** The shards of this process: wait until they have what is asked for, open a view of each, take the best rows. */
final class LocalShards implements Shards {

    /** The step in which what several instances found becomes one list. */
    static final String MERGE = "merge";

    private final KafkaStreams streams;
    private final String store;
    private final AppliedPositions positions;
    private final Duration wait;
    private final boolean alone;

    /** @param alone whether there are no other instances that could serve a partition */
    LocalShards(KafkaStreams streams, String store, AppliedPositions positions, Duration wait, boolean alone) {
        this.streams = streams;
        this.store = store;
        this.positions = positions;
        this.wait = wait;
        this.alone = alone;
    }

    @Override
    public QueryOutcome<List<CallRow>> calls(CallsQuestion question, Map<Integer, Long> targets) {
        IndexTrace index = new IndexTrace(question.explain());
        return overViews(question.explain(), targets, (views, timing) -> new QueryOutcome.Answered<>(
                rows(question, views, index), views.positions(), told(index)));
    }

    private static Explanation told(IndexTrace index) {
        return new Explanation(List.of(), index.explanation().stream().toList(), Map.of());
    }

    @Override
    public QueryOutcome<List<Member>> members(MembersQuestion question, Map<Integer, Long> targets) {
        return overViews(question.explain(), targets, (views, timing) -> {
            ReadView shard = views.all().iterator().next();
            Optional<CallCore> call = shard.call(question.cid());
            if (call.isEmpty()) {
                return new QueryOutcome.Refused<>(new Refusal.NoSuchCall());
            }
            if (!shard.matches(question.visible(), call.get())) {
                return new QueryOutcome.Refused<>(new Refusal.HiddenCall());
            }
            return new QueryOutcome.Answered<>(shard.members(question.cid(), question.filter(), question.order(),
                    question.start(), question.wanted()), views.positions());
        });
    }

    @Override
    public <T> QueryOutcome<List<T>> rows(RowsQuestion<T> question, Map<Integer, Long> targets) {
        IndexTrace index = new IndexTrace(question.explain());
        return overViews(question.explain(), targets, (views, timing) -> new QueryOutcome.Answered<>(
                new RowSearch<>(List.copyOf(views.all()), question.listing(), index).first(question.filter(),
                        question.order(), question.start(), question.wanted()), views.positions(), told(index)));
    }

    @Override
    public QueryOutcome<Activity> activity(Map<Integer, Long> targets) {
        return overViews(false, targets, (views, timing) -> new QueryOutcome.Answered<>(
                views.all().stream().map(ReadView::activity).reduce(Activity.NONE, Activity::plus), views.positions()));
    }

    private static List<CallRow> rows(CallsQuestion question, ShardViews views, IndexTrace index) {
        List<ReadView> shards = List.copyOf(views.all());
        return new CallSearch(shards, index).first(question.filter(), question.order(), question.start(), question.wanted())
                .stream().map(hit -> shards.get(hit.shard()).row(hit.cid(), question.membersLimit(), question.viewer()))
                .toList();
    }

    private <R> QueryOutcome<R> overViews(boolean explain, Map<Integer, Long> targets,
                                          BiFunction<ShardViews, Timing, QueryOutcome<R>> answer) {
        Map<TopicPartition, Long> named = new HashMap<>();
        targets.forEach((partition, target) -> named.put(new TopicPartition(Topics.CALL_EVENTS, partition), target));
        Timing timing = new Timing(explain);
        long began = timing.clock();
        Reached reached = positions.await(named, wait);
        long waited = timing.clock() - began;
        return switch (reached) {
            case Reached.Yes yes -> open(targets, waited, timing, answer);
            case Reached.Behind behind -> new QueryOutcome.Behind<>(behind.lag().entrySet().stream()
                    .collect(Collectors.toMap(lag -> lag.getKey().toString(), Map.Entry::getValue)));
            case Reached.NotServed missing -> isAssigned(missing.partitions())
                    ? new QueryOutcome.Restoring<>("the stores are being restored: " + streams.state())
                    : notServed(missing.partitions(), streams.state(), alone);
        };
    }

    /** Streams may run and open a partition again, which alone is what became of it. */
    static <R> QueryOutcome<R> notServed(Set<TopicPartition> missing, KafkaStreams.State state, boolean alone) {
        if (state != KafkaStreams.State.RUNNING) {
            return new QueryOutcome.Restoring<>("the stores are being restored: " + state);
        }
        Set<Integer> partitions = missing.stream().map(TopicPartition::partition)
                .collect(Collectors.toCollection(TreeSet::new));
        return alone ? new QueryOutcome.Restoring<>("partitions " + partitions + " are being opened")
                : new QueryOutcome.Moved<>(partitions);
    }

    /** Whether one of these belongs here, so that what is missing is its restoring: a single store may be restored. */
    private boolean isAssigned(Set<TopicPartition> partitions) {
        try {
            return streams.metadataForLocalThreads().stream().flatMap(thread -> thread.activeTasks().stream())
                    .anyMatch(task -> task.topicPartitions().stream().anyMatch(partitions::contains));
        } catch (IllegalStateException stopped) {
            return false;
        }
    }

    private <R> QueryOutcome<R> open(Map<Integer, Long> targets, long waited, Timing timing,
                                     BiFunction<ShardViews, Timing, QueryOutcome<R>> answer) {
        try (ShardViews views = ShardViews.open(streams, store, targets.keySet())) {
            Optional<String> missing = views.missing();
            if (missing.isPresent()) {
                return new QueryOutcome.Restoring<>(missing.get());
            }
            if (!timing.on()) {
                return answer.apply(views, timing);
            }
            views.all().forEach(ReadView::explain);
            return answer.apply(views, timing).explained(explanation(views, targets, waited).plus(timing.explanation()));
        } catch (InvalidStateStoreException e) {
            return new QueryOutcome.Restoring<>("the stores are not open: " + e.getMessage());
        } catch (DamagedRowsException e) {
            return new QueryOutcome.Restoring<>("a store turned out to be damaged and is folded again from the log");
        }
    }

    private static Explanation explanation(ShardViews views, Map<Integer, Long> targets, long waited) {
        return new Explanation(views.views().entrySet().stream().map(view -> view.getValue().trace().explanation(
                view.getKey(), Optional.of(targets.get(view.getKey())).filter(target -> target != JUST_SERVED), waited))
                .toList(), List.of(), Map.of());
    }
}
