package io.switchboard.projector;

import io.switchboard.events.Topics;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.events.user.User;
import io.switchboard.events.user.UserCodec;
import io.switchboard.projector.consistency.AppliedPositions;
import io.switchboard.projector.consistency.LogEnd;
import io.switchboard.projector.consistency.Reached;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.page.Sortable;
import io.switchboard.projector.query.CallQueries;
import io.switchboard.projector.query.CallRow;
import io.switchboard.projector.query.CallsPage;
import io.switchboard.projector.query.CallsQuery;
import io.switchboard.projector.query.Consistency;
import io.switchboard.projector.query.MembersPage;
import io.switchboard.projector.query.MembersQuery;
import io.switchboard.projector.query.QueryOutcome;
import io.switchboard.projector.query.Refusal;
import io.switchboard.projector.store.ReadView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Queries over the stores of this process: wait until they have what the log has, open a view of every shard, take
 * each shard's best rows, merge. Thread-safe.
 */
final class LocalCallQueries implements CallQueries {

    private final KafkaStreams streams;
    private final AppliedPositions positions;
    private final LogEnd logEnd;
    private final CursorCodec cursors;
    private final Set<TopicPartition> callPartitions = new HashSet<>();
    private final Set<TopicPartition> all;
    private final Duration wait;

    /** @param all the partitions of the call log and of the users */
    LocalCallQueries(KafkaStreams streams, AppliedPositions positions, LogEnd logEnd, CursorCodec cursors,
                     Set<TopicPartition> all, Duration wait) {
        this.streams = streams;
        this.positions = positions;
        this.logEnd = logEnd;
        this.cursors = cursors;
        this.all = Set.copyOf(all);
        this.wait = wait;
        all.stream().filter(partition -> partition.topic().equals(Topics.CALL_EVENTS)).forEach(callPartitions::add);
    }

    @Override
    public QueryOutcome<CallsPage> calls(CallsQuery query) {
        Start<CallCore> start = new Start<>(Sortable.CALLS, cursors, CursorCodec.question("calls", query.filter()));
        return start.resolve(query.sort(), query.next()).<QueryOutcome<CallsPage>>map(QueryOutcome.Refused::new)
                .orElseGet(() -> overViews(numbers(callPartitions), query.consistency(),
                        views -> new QueryOutcome.Answered<>(callsPage(query, start, views), views.positions())));
    }

    @Override
    public QueryOutcome<MembersPage> members(MembersQuery query) {
        Start<Member> start = new Start<>(Sortable.MEMBERS, cursors,
                CursorCodec.question("members " + query.cid(), query.filter()));
        int home = Topics.partition(query.cid().toString(), callPartitions.size());
        return start.resolve(query.sort(), query.next()).<QueryOutcome<MembersPage>>map(QueryOutcome.Refused::new)
                .orElseGet(() -> overViews(Set.of(home), query.consistency(),
                        views -> membersPage(query, start, views.of(home), views.positions())));
    }

    @Override
    public QueryOutcome<Optional<User>> user(String userId, Consistency consistency) {
        return whenReached(Set.of(), consistency, () ->
                new QueryOutcome.Answered<>(Optional.ofNullable(users(Set.of(userId)).get(userId)), Map.of()));
    }

    private CallsPage callsPage(CallsQuery query, Start<CallCore> start, ShardViews views) {
        int wanted = query.limit() == 0 ? 0 : query.limit() + 1;
        record Found(CallCore core, ReadView shard) {
        }
        List<Found> found = new ArrayList<>();
        views.all().forEach(shard -> shard.calls(query.filter(), start.order(), start.place(), wanted)
                .forEach(core -> found.add(new Found(core, shard))));
        found.sort((a, b) -> start.order().compare(a.core, b.core));
        List<CallRow> rows = new ArrayList<>();
        Set<String> people = new HashSet<>();
        for (Found call : found.subList(0, Math.min(query.limit(), found.size()))) {
            List<Member> members = call.shard.newestMembers(call.core.cid(), query.membersLimit());
            rows.add(new CallRow(call.core, call.shard.settings(call.core.cid()), members,
                    query.viewer().flatMap(viewer -> call.shard.member(call.core.cid(), viewer))));
            people.add(call.core.createdBy());
            members.forEach(member -> people.add(member.userId()));
        }
        Optional<String> next = found.size() > query.limit() && query.limit() > 0
                ? Optional.of(start.after(rows.getLast().core())) : Optional.empty();
        return new CallsPage(rows, users(people), next);
    }

    private QueryOutcome<MembersPage> membersPage(MembersQuery query, Start<Member> start, ReadView shard,
                                                  Map<Integer, Long> position) {
        Optional<CallCore> call = shard.call(query.cid());
        if (call.isEmpty()) {
            return new QueryOutcome.Refused<>(new Refusal.NoSuchCall());
        }
        if (!shard.matches(query.visible(), call.get())) {
            return new QueryOutcome.Refused<>(new Refusal.HiddenCall());
        }
        int wanted = query.limit() == 0 ? 0 : query.limit() + 1;
        List<Member> found = shard.members(query.cid(), query.filter(), start.order(), start.place(), wanted);
        List<Member> page = found.subList(0, Math.min(query.limit(), found.size()));
        Set<String> people = new HashSet<>();
        page.forEach(member -> people.add(member.userId()));
        Optional<String> next = found.size() > page.size()
                ? Optional.of(start.after(page.getLast())) : Optional.empty();
        return new QueryOutcome.Answered<>(new MembersPage(page, users(people), next), position);
    }

    private <R> QueryOutcome<R> overViews(Set<Integer> partitions, Consistency consistency,
                                          Function<ShardViews, QueryOutcome<R>> answer) {
        return whenReached(partitions, consistency, () -> {
            try (ShardViews views = ShardViews.open(streams, partitions)) {
                Optional<String> missing = views.missing();
                return missing.isPresent() ? new QueryOutcome.Restoring<>(missing.get()) : answer.apply(views);
            }
        });
    }

    /** Answers once the users and these partitions of the call log are as far as asked for. */
    private <R> QueryOutcome<R> whenReached(Set<Integer> partitions, Consistency consistency,
                                            Supplier<QueryOutcome<R>> answer) {
        Set<TopicPartition> needed = all.stream().filter(partition -> !partition.topic().equals(Topics.CALL_EVENTS)
                || partitions.contains(partition.partition())).collect(Collectors.toSet());
        try {
            Reached reached = switch (consistency) {
                case EVENTUAL -> positions.awaitServed(needed, wait);
                case STRONG -> awaitLogEnd(needed);
            };
            return switch (reached) {
                case Reached.Yes yes -> answer.get();
                case Reached.Behind behind -> new QueryOutcome.Behind<>(named(behind.lag()));
                case Reached.NotServed elsewhere -> streams.state() == KafkaStreams.State.RUNNING
                        ? new QueryOutcome.Moved<>(numbers(elsewhere.partitions()))
                        : new QueryOutcome.Restoring<>("the stores are being restored: " + streams.state());
            };
        } catch (ExecutionException | TimeoutException e) {
            return new QueryOutcome.Restoring<>("the end of the log cannot be asked for: " + e.getMessage());
        } catch (InvalidStateStoreException e) {
            return new QueryOutcome.Restoring<>("the stores are not open: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new QueryOutcome.Restoring<>("interrupted");
        }
    }

    private Reached awaitLogEnd(Set<TopicPartition> needed)
            throws ExecutionException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + wait.toNanos();
        Map<TopicPartition, Long> ends = new HashMap<>(logEnd.now().get(wait.toNanos(), TimeUnit.NANOSECONDS));
        ends.keySet().retainAll(needed);
        return positions.await(ends, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }

    private Map<String, User> users(Set<String> ids) {
        ReadOnlyKeyValueStore<String, byte[]> store = streams.store(StoreQueryParameters.fromNameAndType(
                Projector.USERS, QueryableStoreTypes.keyValueStore()));
        Map<String, User> users = new HashMap<>();
        for (String id : ids) {
            byte[] document = store.get(id);
            if (document != null) {
                users.put(id, UserCodec.decode(document));
            }
        }
        return users;
    }

    private static Set<Integer> numbers(Set<TopicPartition> partitions) {
        Set<Integer> numbers = new HashSet<>();
        partitions.stream().filter(partition -> partition.topic().equals(Topics.CALL_EVENTS))
                .forEach(partition -> numbers.add(partition.partition()));
        return numbers;
    }

    private static Map<String, Long> named(Map<TopicPartition, Long> lag) {
        Map<String, Long> named = new HashMap<>();
        lag.forEach((partition, offsets) -> named.put(partition.toString(), offsets));
        return named;
    }
}
