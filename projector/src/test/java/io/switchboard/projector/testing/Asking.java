package io.switchboard.projector.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.call.Call;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.Sortable;
import io.switchboard.projector.query.CallQueries;
import io.switchboard.projector.query.CallRow;
import io.switchboard.projector.query.CallsPage;
import io.switchboard.projector.query.CallsQuery;
import io.switchboard.projector.query.Consistency;
import io.switchboard.projector.query.MembersPage;
import io.switchboard.projector.query.MembersQuery;
import io.switchboard.projector.query.QueryOutcome;
import io.switchboard.projector.query.RowsPage;
import io.switchboard.projector.query.RowsQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Asks a projector and compares with the oracle. */
public final class Asking {

    private static final int MEMBERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration RETRY_AFTER = Duration.ofMillis(50);

    private Asking() {
    }

    /** The answer; fails when there is none. */
    public static <R> R answer(QueryOutcome<R> outcome) {
        assertThat(outcome).isInstanceOf(QueryOutcome.Answered.class);
        return ((QueryOutcome.Answered<R>) outcome).answer();
    }

    /** The answer, asking again as clients do while there is none yet: it is being restored, moved, caught up with. */
    private static <R> R patiently(Supplier<QueryOutcome<R>> question) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        QueryOutcome<R> outcome = question.get();
        while (!(outcome instanceof QueryOutcome.Answered) && System.nanoTime() < end) {
            Thread.sleep(RETRY_AFTER);
            outcome = question.get();
        }
        return answer(outcome);
    }

    public static CallsQuery calls(Filter filter) {
        return new CallsQuery(filter, List.of(), Optional.empty(), 100, MEMBERS, Optional.empty(), Consistency.STRONG);
    }

    /** Random questions about calls and members, each walked through all its pages. */
    public static void compare(CallQueries queries, Oracle oracle, RandomGenerator random, int questions)
            throws InterruptedException {
        RandomQuestions dice = new RandomQuestions(random);
        List<Call> calls = List.copyOf(oracle.calls().values());
        for (int i = 0; i < questions; i++) {
            compareCalls(queries, oracle, dice.callFilter(calls), dice.callOrder(), 3 + random.nextInt(40));
            Call call = calls.get(random.nextInt(calls.size()));
            compareMembers(queries, oracle, call, dice.memberFilter(call), dice.memberOrder());
            compareRows(queries, oracle, dice, Listing.CALL_STATS, 1 + random.nextInt(20));
            compareRows(queries, oracle, dice, Listing.SESSION_STATS, 1 + random.nextInt(20));
            compareRows(queries, oracle, dice, Listing.FEEDBACK, 1 + random.nextInt(20));
        }
        assertThat(patiently(() -> queries.activity(Consistency.STRONG))).isEqualTo(oracle.activity());
        compareCalls(queries, oracle, Filter.everything(), dice.callOrder(), 100);
    }

    public static void compareCalls(CallQueries queries, Oracle oracle, Filter filter, Order<CallCore> order, int limit)
            throws InterruptedException {
        List<CallRow> rows = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            CallsQuery query = new CallsQuery(filter, order.keys(), next, limit, MEMBERS, Optional.of("john"),
                    Consistency.STRONG);
            CallsPage page = patiently(() -> queries.calls(query));
            rows.addAll(page.calls());
            next = page.next();
        } while (next.isPresent());
        assertThat(rows.stream().map(CallRow::core).toList()).as("%s %s", filter, order.keys())
                .isEqualTo(oracle.calls(filter, order, Optional.empty(), Integer.MAX_VALUE));
        for (CallRow row : rows) {
            Call call = oracle.calls().get(row.core().cid());
            assertThat(row.call().settings()).isEqualTo(call.settings());
            assertThat(row.membership()).isEqualTo(Optional.ofNullable(call.members().get("john")));
            assertThat(row.members()).isEqualTo(oracle.members(row.core().cid(), Filter.everything(),
                    new Order<>(Sortable.MEMBERS, List.of()), Optional.empty(), MEMBERS));
        }
    }

    private static void compareMembers(CallQueries queries, Oracle oracle, Call call, Filter filter,
                                       Order<Member> order) throws InterruptedException {
        List<Member> members = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            MembersQuery query = new MembersQuery(call.core().cid(), Filter.everything(), filter, order.keys(), next, 2,
                    Consistency.STRONG);
            MembersPage page = patiently(() -> queries.members(query));
            members.addAll(page.members());
            next = page.next();
        } while (next.isPresent());
        assertThat(members).as("%s %s", filter, order.keys())
                .isEqualTo(oracle.members(call.core().cid(), filter, order, Optional.empty(), Integer.MAX_VALUE));
    }

    private static <T> void compareRows(CallQueries queries, Oracle oracle, RandomQuestions dice, Listing<T> listing,
                                        int limit) throws InterruptedException {
        Filter filter = dice.rowFilter(listing, oracle.all(listing));
        Order<T> order = dice.rowOrder(listing);
        List<T> rows = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            RowsQuery<T> query = new RowsQuery<>(listing, filter, order.keys(), next, limit, Consistency.STRONG);
            RowsPage<T> page = patiently(() -> queries.rows(query));
            rows.addAll(page.rows());
            next = page.next();
        } while (next.isPresent());
        assertThat(rows).as("%s %s %s", listing.name(), filter, order.keys())
                .isEqualTo(oracle.rows(listing, filter, order));
    }
}
