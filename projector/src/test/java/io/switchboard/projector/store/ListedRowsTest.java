package io.switchboard.projector.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.CallEvent;
import io.switchboard.events.Cid;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.testing.Facts;
import io.switchboard.projector.explain.IndexExplanation;
import io.switchboard.projector.explain.IndexTrace;
import io.switchboard.projector.explain.ShardExplanation;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Filter.Relation;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.index.RowId;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.search.Windowing;
import io.switchboard.projector.view.Overlays;
import io.switchboard.projector.view.ReadView;
import io.switchboard.projector.view.RowSearch;
import io.switchboard.projector.view.ViewResources;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions and feedback of some thousand calls: what a page costs, and what changes do to the overlays. */
class ListedRowsTest {

    private static final int CALLS = 4_000;
    private static final int PAGE = 25;
    private static final int RARE = 1_000;

    @TempDir
    static Path folder;

    private static final StoreResources RESOURCES = new StoreResources(new NoBackground(),
            new ViewResources(new Windowing(500, 500, 128, 64, 500)));
    private static CallShard shard;

    @BeforeAll
    static void fill() {
        shard = CallShard.open(folder, RESOURCES);
        try (CallBatch batch = shard.batch()) {
            for (int i = 0; i < CALLS; i++) {
                held(i).events().forEach(batch::fold);
            }
            shard.apply(batch, true);
        }
        shard.refresh();
    }

    @AfterAll
    static void close() {
        shard.close();
        RESOURCES.close();
    }

    /** Somebody came, left, and said how it was. */
    private static CallHistory held(int number) {
        String session = "session-" + number;
        Instant at = CallHistory.START.plusSeconds(number);
        CallHistory call = new CallHistory(new Cid("default", "call-" + number));
        for (CallEvent event : List.of(Facts.created(Facts.member("john")), new CallEvent.SessionStarted(session),
                new CallEvent.ParticipantJoined(session, "phone", "john", "user"),
                new CallEvent.ParticipantLeft(session, "phone", "john", "left", 5),
                new CallEvent.SessionEnded(session, "empty"),
                new CallEvent.FeedbackSubmitted(Optional.of("user-" + number % RARE), Optional.of(session), Optional.empty(),
                        number % RARE == 7 ? 1 : 3 + number % 3, Optional.empty(), "ios", "1.0", Facts.json("{}")))) {
            call.append(event, at);
        }
        return call;
    }

    /** What a question took. */
    private record Cost(int found, long visited, long lookedAt) {
    }

    private static <T> Cost cost(Listing<T> listing, Filter filter, Order<T> order) {
        try (ReadView view = shard.view().orElseThrow()) {
            view.explain();
            IndexTrace index = new IndexTrace(true);
            int found = new RowSearch<>(List.of(view), listing, index).first(filter, order, Optional.empty(), PAGE).size();
            ShardExplanation looked = view.trace().explanation(0, Optional.empty(), 0);
            assertThat(looked.access()).isEqualTo("index");
            return new Cost(found, index.explanation().orElseThrow().searches().stream()
                    .mapToLong(IndexExplanation.Search::visited).sum(), looked.lookedAt());
        }
    }

    private static <T> Filter compare(Listing<T> listing, String field, Relation relation, Value value) {
        return new Filter.Compare(listing.fields().field(field), relation, value);
    }

    @Test
    void aPageByDefaultLooksAtFewRows() {
        for (Listing<?> listing : Listing.ALL) {
            assertCheap(listing);
        }
    }

    private static <T> void assertCheap(Listing<T> listing) {
        Order<T> usual = new Order<>(listing.sortable(), List.of());
        for (Order<T> order : List.of(usual, usual.reversed())) {
            Cost cost = cost(listing, Filter.everything(), order);
            assertThat(cost.found()).isEqualTo(PAGE);
            assertThat(cost.visited()).as("%s backward %s", listing.name(), order.backward()).isLessThan(CALLS / 4);
            assertThat(cost.lookedAt()).isZero();
        }
    }

    @Test
    void whatFewRowsHaveIsFoundWithoutLookingAtOthers() {
        assertThat(cost(Listing.FEEDBACK, compare(Listing.FEEDBACK, "rating", Relation.LTE, new Value.Number(1)),
                new Order<>(Listing.FEEDBACK.sortable(), List.of()))).isEqualTo(new Cost(4, 4, 0));
        assertThat(cost(Listing.FEEDBACK, compare(Listing.FEEDBACK, "user_id", Relation.EQ, new Value.Text("user-9")),
                new Order<>(Listing.FEEDBACK.sortable(), List.of(new SortKey("rating", true))))).isEqualTo(new Cost(4, 4, 0));
        assertThat(cost(Listing.CALL_STATS, compare(Listing.CALL_STATS, "min_user_rating", Relation.LT, new Value.Number(2)),
                new Order<>(Listing.CALL_STATS.sortable(), List.of()))).isEqualTo(new Cost(4, 4, 0));
        assertThat(cost(Listing.SESSION_STATS, compare(Listing.SESSION_STATS, "counts.participants", Relation.GT,
                new Value.Number(1)), new Order<>(Listing.SESSION_STATS.sortable(), List.of()))).isEqualTo(new Cost(0, 0, 0));
    }

    @Test
    void somebodysComingLeavesTheOverlayOfCallsAlone() {
        CallHistory call = new CallHistory(new Cid("default", "busy")).append(Facts.created(Facts.member("john")))
                .append(new CallEvent.SessionStarted("s"));
        write(call, 0);
        shard.refresh();
        int known = call.events().size();
        write(call.append(new CallEvent.ParticipantJoined("s", "phone", "john", "user")), known);
        try (ReadView view = shard.view().orElseThrow()) {
            assertThat(Overlays.calls(view)).isEmpty();
            assertThat(Overlays.rows(view, Listing.FEEDBACK)).isEmpty();
            assertThat(Overlays.rows(view, Listing.SESSION_STATS))
                    .containsExactly(new RowId(call.cid(), call.cid() + " s"));
        }
        shard.refresh();
    }

    private static void write(CallHistory call, int from) {
        try (CallBatch batch = shard.batch()) {
            call.events().subList(from, call.events().size()).forEach(batch::fold);
            shard.apply(batch, false);
        }
    }
}
