package io.switchboard.projector.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.CallEvent.CallCreated;
import io.switchboard.events.Cid;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.table.CallTable;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.testing.Facts;
import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.explain.IndexExplanation;
import io.switchboard.projector.explain.IndexTrace;
import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.page.Sortable;
import io.switchboard.projector.search.Windowing;
import io.switchboard.projector.view.CallSearch;
import io.switchboard.projector.view.ReadView;
import io.switchboard.projector.view.ViewResources;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages far from both ends of an index that is large enough for its trees to have branches. */
class DeepPagesTest {

    private static final int CALLS = 6_000;
    private static final int PAGE = 25;
    /** A quarter of the calls, and a handful. */
    private static final List<Filter> FILTERS = List.of(Filter.everything(), by("user-1"), by("rare"),
            // Ranges of thousands of ids, and of a few, are looked for in different ways.
            between("id", new Value.Text("call-2"), new Value.Text("call-7")),
            between("id", new Value.Text("call-50"), new Value.Text("call-51")),
            between("starts_at", new Value.Time(CallHistory.START.plusSeconds(CALLS / 9)),
                    new Value.Time(CallHistory.START.plusSeconds(CALLS / 4))));

    @TempDir
    static Path folder;

    private static final RandomGenerator RANDOM = RandomSeed.generator("DeepPagesTest");
    private static final StoreResources RESOURCES = new StoreResources(new NoBackground(),
            new ViewResources(new Windowing(500, 500, 256, 64, 500)));
    private static final List<CallCore> ALL = new ArrayList<>();
    private static CallShard shard;

    @BeforeAll
    static void fill() {
        shard = CallShard.open(folder, RESOURCES);
        for (int i = 0; i < CALLS; i++) {
            // Several calls to a second, and starts in no relation to creation.
            Optional<Instant> startsAt = RANDOM.nextInt(3) == 0 ? Optional.empty() : Optional.of(second());
            CallCreated created = new CallCreated(i % 700 == 0 ? "rare" : "user-" + i % 4, Optional.empty(), startsAt,
                    Facts.json("{}"), Facts.json("{}"), List.of(), false, Optional.empty(), Optional.empty());
            apply(new CallHistory(new Cid(i % 2 == 0 ? "default" : "livestream", "call-" + RANDOM.nextInt(1_000_000)
                    + "-" + i)).append(created, second()).events().getFirst());
            if (i % 1_700 == 0) {
                shard.refresh();
            }
        }
    }

    private static Instant second() {
        return CallHistory.START.plusSeconds(RANDOM.nextInt(CALLS / 3));
    }

    private static void apply(StoredEvent event) {
        try (CallBatch batch = shard.batch()) {
            batch.fold(event);
            shard.apply(batch, false);
            ALL.add(new CallTable(batch).core(event.envelope().cid()).orElseThrow());
        }
    }

    private static Filter between(String name, Value low, Value high) {
        Field field = FieldTable.CALLS.field(name);
        return new Filter.And(List.of(new Filter.Compare(field, Filter.Relation.GTE, low),
                new Filter.Compare(field, Filter.Relation.LT, high)));
    }

    private static Filter by(String user) {
        return new Filter.Compare(FieldTable.CALLS.field("created_by_user_id"), Filter.Relation.EQ, new Value.Text(user));
    }

    @AfterAll
    static void close() {
        shard.close();
        RESOURCES.close();
    }

    @Test
    void everyOrderIsTheSameFromBothEndsAndFromAnywhereBetween() {
        for (Filter filter : FILTERS) {
            for (String field : Sortable.CALLS.names()) {
                for (boolean descending : new boolean[] {false, true}) {
                    compare(filter, new Order<>(Sortable.CALLS, List.of(new SortKey(field, descending))));
                    compare(filter, new Order<>(Sortable.CALLS, List.of(new SortKey("type", descending),
                            new SortKey("starts_at", !descending))));
                    compare(filter, new Order<>(Sortable.CALLS, List.of(new SortKey("starts_at", descending),
                            new SortKey("created_at", RANDOM.nextBoolean()))));
                }
            }
        }
    }

    @Test
    void aPageLooksAtLittleWhereverItLiesAndWhicheverWayItIsReached() {
        // First windows are of a few hundred documents in each of four segments; all would be six thousand.
        Optional<CallCore> middle = ALL.stream().filter(DeepPagesTest::isInTheMiddleOfEveryOrder).findFirst();
        for (String field : Sortable.CALLS.names()) {
            for (boolean descending : new boolean[] {false, true}) {
                Order<CallCore> order = new Order<>(Sortable.CALLS, List.of(new SortKey(field, descending)));
                assertThat(visited(order, Optional.of(order.place(middle.orElseThrow())))).isLessThan(CALLS * 3 / 5);
                assertThat(visited(order.reversed(), Optional.of(order.place(middle.orElseThrow())))).isLessThan(CALLS * 3 / 5);
                assertThat(visited(order, Optional.empty())).isLessThan(CALLS * 3 / 5);
            }
        }
    }

    /** So that there is a page before it and one after it. */
    private static boolean isInTheMiddleOfEveryOrder(CallCore core) {
        Predicate<Instant> middle = time -> time.isAfter(CallHistory.START.plusSeconds(CALLS / 9))
                && time.isBefore(CallHistory.START.plusSeconds(CALLS * 2 / 9));
        return core.cid().id().startsWith("call-5") && middle.test(core.createdAt()) && middle.test(core.updatedAt())
                && core.startsAt().filter(middle).isPresent();
    }

    /** How many hits were compared for a page. */
    private static long visited(Order<CallCore> order, Optional<Order.Place> start) {
        try (ReadView view = shard.view().orElseThrow()) {
            IndexTrace trace = new IndexTrace(true);
            assertThat(new CallSearch(List.of(view), trace).first(Filter.everything(), order, start, PAGE)).as("%s backward %s from %s", order.keys(), order.backward(), start).hasSize(PAGE);
            return trace.explanation().orElseThrow().searches().stream().mapToLong(IndexExplanation.Search::visited).sum();
        }
    }

    private static void compare(Filter filter, Order<CallCore> forward) {
        for (Order<CallCore> order : List.of(forward, forward.reversed())) {
            try (ReadView view = shard.view().orElseThrow()) {
                List<CallCore> sorted = ALL.stream().filter(core -> view.matches(filter, core)).sorted(order).toList();
                compare(view, filter, order, sorted, -1);
                for (int i = 0; i < 6; i++) {
                    compare(view, filter, order, sorted, RANDOM.nextInt(sorted.size()));
                }
                compare(view, filter, order, sorted, sorted.size() - 1);
            }
        }
    }

    private static void compare(ReadView view, Filter filter, Order<CallCore> order, List<CallCore> sorted, int at) {
        Optional<Order.Place> start = at < 0 ? Optional.empty() : Optional.of(order.place(sorted.get(at)));
        assertThat(view.calls(filter, order, start, PAGE)).as("%s %s backward %s after row %d", filter, order.keys(),
                order.backward(), at).isEqualTo(sorted.stream().skip(at + 1).limit(PAGE).toList());
    }
}
