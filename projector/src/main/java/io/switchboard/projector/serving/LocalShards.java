package io.switchboard.projector.serving;

import io.switchboard.events.Cid;
import io.switchboard.events.Topics;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.projector.consistency.AppliedPositions;
import io.switchboard.projector.consistency.Reached;
import io.switchboard.projector.query.Activity;
import io.switchboard.projector.query.CallRow;
import io.switchboard.projector.query.QueryOutcome;
import io.switchboard.projector.query.Refusal;
import io.switchboard.projector.store.ReadView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/** The shards of this process: wait until they have what is asked for, open a view of each, take the best rows. */
final class LocalShards implements Shards {

    private final KafkaStreams streams;
    private final String store;
    private final AppliedPositions positions;
    private final Duration wait;

    LocalShards(KafkaStreams streams, String store, AppliedPositions positions, Duration wait) {
        this.streams = streams;
        this.store = store;
        this.positions = positions;
        this.wait = wait;
    }

    @Override
    public QueryOutcome<List<CallRow>> calls(CallsQuestion question, Map<Integer, Long> targets) {
        return overViews(targets, views -> new QueryOutcome.Answered<>(rows(question, views), views.positions()));
    }

    @Override
    public QueryOutcome<List<Member>> members(MembersQuestion question, Map<Integer, Long> targets) {
        return overViews(targets, views -> {
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
        return overViews(targets, views -> new QueryOutcome.Answered<>(views.all().stream()
                .flatMap(shard -> shard.rows(question.listing(), question.filter(), question.order(), question.start(),
                        question.wanted()).stream())
                .sorted(question.order()).limit(question.wanted()).toList(), views.positions()));
    }

    @Override
    public QueryOutcome<Activity> activity(Map<Integer, Long> targets) {
        return overViews(targets, views -> new QueryOutcome.Answered<>(
                views.all().stream().map(ReadView::activity).reduce(Activity.NONE, Activity::plus), views.positions()));
    }

    private static List<CallRow> rows(CallsQuestion question, ShardViews views) {
        record Found(CallCore core, ReadView shard) {
        }
        List<Found> found = new ArrayList<>();
        views.all().forEach(shard -> shard.calls(question.filter(), question.order(), question.start(), question.wanted())
                .forEach(core -> found.add(new Found(core, shard))));
        found.sort((a, b) -> question.order().compare(a.core, b.core));
        return found.stream().limit(question.wanted()).map(call -> row(question, call.core.cid(), call.shard)).toList();
    }

    private static CallRow row(CallsQuestion question, Cid cid, ReadView shard) {
        return new CallRow(shard.details(cid).orElseThrow(), shard.newestMembers(cid, question.membersLimit()),
                question.viewer().flatMap(viewer -> shard.member(cid, viewer)),
                question.viewer().flatMap(viewer -> shard.sendPermissions(cid, viewer)));
    }

    private <R> QueryOutcome<R> overViews(Map<Integer, Long> targets, Function<ShardViews, QueryOutcome<R>> answer) {
        Map<TopicPartition, Long> named = new HashMap<>();
        targets.forEach((partition, target) -> named.put(new TopicPartition(Topics.CALL_EVENTS, partition), target));
        return switch (positions.await(named, wait)) {
            case Reached.Yes yes -> open(targets.keySet(), answer);
            case Reached.Behind behind -> new QueryOutcome.Behind<>(behind.lag().entrySet().stream()
                    .collect(Collectors.toMap(lag -> lag.getKey().toString(), Map.Entry::getValue)));
            case Reached.NotServed elsewhere -> streams.state() == KafkaStreams.State.RUNNING
                    ? new QueryOutcome.Moved<>(elsewhere.partitions().stream().map(TopicPartition::partition)
                            .collect(Collectors.toCollection(TreeSet::new)))
                    : new QueryOutcome.Restoring<>("the stores are being restored: " + streams.state());
        };
    }

    private <R> QueryOutcome<R> open(Set<Integer> partitions, Function<ShardViews, QueryOutcome<R>> answer) {
        try (ShardViews views = ShardViews.open(streams, store, partitions)) {
            Optional<String> missing = views.missing();
            return missing.isPresent() ? new QueryOutcome.Restoring<>(missing.get()) : answer.apply(views);
        } catch (InvalidStateStoreException e) {
            return new QueryOutcome.Restoring<>("the stores are not open: " + e.getMessage());
        }
    }
}
