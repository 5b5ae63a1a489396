package io.switchboard.projector.serving;

import io.switchboard.events.Cid;
import io.switchboard.events.Topics;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.projector.consistency.AppliedPositions;
import io.switchboard.projector.consistency.LogEnd;
import io.switchboard.projector.consistency.Reached;
import io.switchboard.projector.explain.Timing;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.listing.NamedCalls;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.projector.page.Sortable;
import io.switchboard.projector.query.AccessFacts;
import io.switchboard.projector.query.Activity;
import io.switchboard.projector.query.CallQueries;
import io.switchboard.projector.query.CallRow;
import io.switchboard.projector.query.CallsPage;
import io.switchboard.projector.query.CallsQuery;
import io.switchboard.projector.query.Consistency;
import io.switchboard.projector.query.MembersPage;
import io.switchboard.projector.query.MembersQuery;
import io.switchboard.projector.query.QueryOutcome;
import io.switchboard.projector.query.Refusal;
import io.switchboard.projector.query.RowsPage;
import io.switchboard.projector.query.RowsQuery;
import io.switchboard.projector.query.UsersPage;
import io.switchboard.projector.query.UsersQuery;
import java.time.Duration;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Answers whole questions: learns the log's end, asks every shard for its best rows, each up to that end, wherever
 * it is, and makes a page of them. One part that cannot answer means no answer: a short list would be a wrong one.
 * Thread-safe.
 */
final class MergedQueries implements CallQueries {

    private static final String SHARDS = "shards";
    private static final String USERS = "users";
    private static final Timing UNTIMED = new Timing(false);

    private final Fleet fleet;
    private final GlobalTables tables;
    private final AppliedPositions positions;
    private final LogEnd logEnd;
    private final CursorCodec cursors;
    private final Set<TopicPartition> all;
    private final int callPartitions;
    private final Duration wait;

    /** @param all the partitions of the call log and of the tables */
    MergedQueries(Fleet fleet, GlobalTables tables, AppliedPositions positions, LogEnd logEnd, CursorCodec cursors,
                  Set<TopicPartition> all, Duration wait) {
        this.fleet = fleet;
        this.tables = tables;
        this.positions = positions;
        this.logEnd = logEnd;
        this.cursors = cursors;
        this.all = Set.copyOf(all);
        this.callPartitions = (int) all.stream().filter(MergedQueries::isCalls).count();
        this.wait = wait;
    }

    @Override
    public QueryOutcome<CallsPage> calls(CallsQuery query) {
        Start<CallCore> start = new Start<>(Sortable.CALLS, cursors, CursorCodec.question("calls", query.filter()));
        Optional<Refusal> refusal = start.resolve(query.sort(), query.cursor());
        if (refusal.isPresent()) {
            return new QueryOutcome.Refused<>(refusal.get());
        }
        CallsQuestion question = new CallsQuestion(query.narrowed(), start.order(), start.place(), wanted(query.limit()),
                query.membersLimit(), query.viewer(), query.explain());
        Predicate<Integer> homes = homes(NamedCalls.among(question.filter()));
        return explained(query.explain(), timing -> upTo(timing, query.consistency(), homes, targets ->
                map(timing.of(SHARDS, () -> fleet.calls(question, targets)),
                        found -> callsPage(query, start, found, timing))));
    }

    @Override
    public QueryOutcome<MembersPage> members(MembersQuery query) {
        Start<Member> start = new Start<>(Sortable.MEMBERS, cursors,
                CursorCodec.question("members " + query.cid(), query.filter()));
        Optional<Refusal> refusal = start.resolve(query.sort(), query.cursor());
        if (refusal.isPresent()) {
            return new QueryOutcome.Refused<>(refusal.get());
        }
        int home = Topics.partition(query.cid().toString(), callPartitions);
        MembersQuestion question = new MembersQuestion(query.cid(), query.visible(), query.filter(), start.order(),
                start.place(), wanted(query.limit()), query.explain());
        return explained(query.explain(), timing -> upTo(timing, query.consistency(), partition -> partition == home,
                targets -> map(timing.of(SHARDS, () -> fleet.members(question, targets)),
                        found -> membersPage(query, start, found, timing))));
    }

    @Override
    public QueryOutcome<UsersPage> users(UsersQuery query) {
        UserScan scan = new UserScan(query);
        return scan.refusal().<QueryOutcome<UsersPage>>map(QueryOutcome.Refused::new)
                .orElseGet(() -> explained(query.explain(), timing -> upTo(timing, query.consistency(),
                        partition -> false, targets -> new QueryOutcome.Answered<>(
                                timing.of(USERS, () -> scan.page(tables)), Map.of()))));
    }

    @Override
    public <T> QueryOutcome<RowsPage<T>> rows(RowsQuery<T> query) {
        Listing<T> listing = query.listing();
        Start<T> start = new Start<>(listing.sortable(), cursors, CursorCodec.question(listing.name(), query.filter()));
        Optional<Refusal> refusal = start.resolve(query.sort(), query.cursor());
        if (refusal.isPresent()) {
            return new QueryOutcome.Refused<>(refusal.get());
        }
        RowsQuestion<T> question = new RowsQuestion<>(listing, query.filter(), start.order(), start.place(),
                wanted(query.limit()), query.explain());
        Predicate<Integer> homes = homes(NamedCalls.in(query.filter()));
        return explained(query.explain(), timing -> upTo(timing, query.consistency(), homes, targets ->
                map(timing.of(SHARDS, () -> fleet.rows(question, targets)), found -> rowsPage(query, start, found))));
    }

    @Override
    public QueryOutcome<Activity> activity(Consistency consistency) {
        return upTo(UNTIMED, consistency, partition -> true, fleet::activity);
    }

    @Override
    public QueryOutcome<AccessFacts> access(String userId, Consistency consistency) {
        return upTo(UNTIMED, consistency, partition -> false, targets -> new QueryOutcome.Answered<>(new AccessFacts(
                Optional.ofNullable(tables.users(Set.of(userId)).get(userId)), tables.callTypes(), tables.settings()),
                Map.of()));
    }

    /** The partitions where these calls are, which may be none: then no shard has to be asked. All when none are named. */
    private Predicate<Integer> homes(Optional<Set<Cid>> named) {
        Optional<Set<Integer>> homes = named.map(calls -> calls.stream()
                .map(cid -> Topics.partition(cid.toString(), callPartitions)).collect(Collectors.toSet()));
        return partition -> homes.isEmpty() || homes.get().contains(partition);
    }

    private CallsPage callsPage(CallsQuery query, Start<CallCore> start, List<CallRow> found, Timing timing) {
        Start.Slice<CallRow> page = start.slice(found, query.limit(), CallRow::core);
        Set<String> people = new HashSet<>();
        page.rows().forEach(row -> {
            people.add(row.core().createdBy());
            row.call().participants().forEach(participant -> people.add(participant.userId()));
            row.members().forEach(member -> people.add(member.userId()));
        });
        return new CallsPage(page.rows(), timing.of(USERS, () -> tables.users(people)), page.cursors());
    }

    private MembersPage membersPage(MembersQuery query, Start<Member> start, List<Member> found, Timing timing) {
        Start.Slice<Member> page = start.slice(found, query.limit(), Function.identity());
        Set<String> people = page.rows().stream().map(Member::userId).collect(Collectors.toSet());
        return new MembersPage(page.rows(), timing.of(USERS, () -> tables.users(people)), page.cursors());
    }

    private static <T> RowsPage<T> rowsPage(RowsQuery<T> query, Start<T> start, List<T> found) {
        Start.Slice<T> page = start.slice(found, query.limit(), Function.identity());
        return new RowsPage<>(page.rows(), page.cursors());
    }

    /** One more than the page holds tells whether more follow that way. */
    private static int wanted(int limit) {
        return limit == 0 ? 0 : limit + 1;
    }

    /** Has the outcome tell the steps of this instance too, when it is to be explained. */
    private static <R> QueryOutcome<R> explained(boolean explain, Function<Timing, QueryOutcome<R>> answer) {
        Timing timing = new Timing(explain);
        QueryOutcome<R> outcome = timing.of("total", () -> answer.apply(timing));
        return explain ? outcome.explained(timing.explanation()) : outcome;
    }

    /** Answers once the tables are as far as asked for, and says how far these partitions of the call log have to be. */
    private <R> QueryOutcome<R> upTo(Timing timing, Consistency consistency, Predicate<Integer> partitions,
                                     Function<Map<Integer, Long>, QueryOutcome<R>> answer) {
        try {
            long began = timing.clock();
            Map<TopicPartition, Long> ends = ends(consistency);
            timing.took("log_end", began);
            Map<Integer, Long> calls = new HashMap<>();
            Map<TopicPartition, Long> own = new HashMap<>();
            ends.forEach((partition, end) -> {
                if (!isCalls(partition)) {
                    own.put(partition, end);
                } else if (partitions.test(partition.partition())) {
                    calls.put(partition.partition(), end);
                }
            });
            return switch (timing.of("tables", () -> positions.await(own, wait))) {
                case Reached.Yes yes -> answer.apply(calls);
                case Reached.Behind behind -> new QueryOutcome.Behind<>(behind.lag().entrySet().stream()
                        .collect(Collectors.toMap(lag -> lag.getKey().toString(), Map.Entry::getValue)));
                case Reached.NotServed loading ->
                        new QueryOutcome.Restoring<>("users, call types and settings are being loaded");
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

    private Map<TopicPartition, Long> ends(Consistency consistency)
            throws ExecutionException, InterruptedException, TimeoutException {
        return switch (consistency) {
            case STRONG -> logEnd.now().get(wait.toNanos(), TimeUnit.NANOSECONDS);
            case EVENTUAL -> all.stream().collect(Collectors.toMap(Function.identity(), p -> Shards.JUST_SERVED));
        };
    }

    private static boolean isCalls(TopicPartition partition) {
        return partition.topic().equals(Topics.CALL_EVENTS);
    }

    static <A, B> QueryOutcome<B> map(QueryOutcome<A> outcome, Function<A, B> change) {
        return switch (outcome) {
            case QueryOutcome.Answered<A> answered ->
                    new QueryOutcome.Answered<>(change.apply(answered.answer()), answered.position(),
                            answered.explanation());
            case QueryOutcome.Behind<A> behind -> new QueryOutcome.Behind<>(behind.lag());
            case QueryOutcome.Restoring<A> restoring -> new QueryOutcome.Restoring<>(restoring.what());
            case QueryOutcome.Moved<A> moved -> new QueryOutcome.Moved<>(moved.partitions());
            case QueryOutcome.Refused<A> refused -> new QueryOutcome.Refused<>(refused.refusal());
        };
    }
}
