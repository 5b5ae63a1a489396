package io.switchboard.projector.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.call.Call;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.Cursor;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.Sortable;
import io.switchboard.projector.query.CallQueries;
import io.switchboard.projector.query.CallRow;
import io.switchboard.projector.query.CallsPage;
import io.switchboard.projector.query.CallsQuery;
import io.switchboard.projector.query.Consistency;
import io.switchboard.projector.query.MembersPage;
import io.switchboard.projector.query.MembersQuery;
import io.switchboard.projector.query.PageCursors;
import io.switchboard.projector.query.QueryOutcome;
import io.switchboard.projector.query.RowsPage;
import io.switchboard.projector.query.RowsQuery;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
        List<CallRow> rows = walk(cursor -> queries.calls(new CallsQuery(filter, order.keys(), cursor, limit, MEMBERS,
                Optional.of("john"), Consistency.STRONG)), CallsPage::calls, CallsPage::cursors);
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
        List<Member> members = walk(cursor -> queries.members(new MembersQuery(call.core().cid(), Filter.everything(),
                filter, order.keys(), cursor, 2, Consistency.STRONG)), MembersPage::members, MembersPage::cursors);
        assertThat(members).as("%s %s", filter, order.keys())
                .isEqualTo(oracle.members(call.core().cid(), filter, order, Optional.empty(), Integer.MAX_VALUE));
    }

    private static <T> void compareRows(CallQueries queries, Oracle oracle, RandomQuestions dice, Listing<T> listing,
                                        int limit) throws InterruptedException {
        Filter filter = dice.rowFilter(listing, oracle.all(listing));
        Order<T> order = dice.rowOrder(listing);
        List<T> rows = walk(cursor -> queries.rows(new RowsQuery<>(listing, filter, order.keys(), cursor, limit,
                Consistency.STRONG)), RowsPage::rows, RowsPage::cursors);
        assertThat(rows).as("%s %s %s", listing.name(), filter, order.keys())
                .isEqualTo(oracle.rows(listing, filter, order));
    }

    /** All pages forward, and the same ones all the way back. */
    private static <R, T> List<T> walk(Function<Optional<Cursor.Sent>, QueryOutcome<R>> question,
            Function<R, List<T>> rows, Function<R, PageCursors> cursors) throws InterruptedException {
        Deque<List<T>> pages = new ArrayDeque<>();
        Optional<Cursor.Sent> cursor = Optional.empty();
        R page;
        do {
            Optional<Cursor.Sent> from = cursor;
            page = patiently(() -> question.apply(from));
            assertThat(cursors.apply(page).prev().isPresent()).isEqualTo(!pages.isEmpty());
            pages.add(rows.apply(page));
            cursor = cursors.apply(page).next().map(next -> new Cursor.Sent(Cursor.Direction.NEXT, next));
        } while (cursor.isPresent());
        List<T> all = pages.stream().flatMap(List::stream).toList();
        pages.removeLast();
        while (!pages.isEmpty()) {
            Cursor.Sent back = new Cursor.Sent(Cursor.Direction.PREVIOUS, cursors.apply(page).prev().orElseThrow());
            page = patiently(() -> question.apply(Optional.of(back)));
            assertThat(rows.apply(page)).isEqualTo(pages.removeLast());
            assertThat(cursors.apply(page).next()).isPresent();
        }
        assertThat(cursors.apply(page).prev()).isEmpty();
        return all;
    }
}
