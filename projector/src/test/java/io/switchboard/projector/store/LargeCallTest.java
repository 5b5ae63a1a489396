package io.switchboard.projector.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.CallEvent.MemberData;
import io.switchboard.events.Cid;
import io.switchboard.events.call.Member;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.testing.Facts;
import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.explain.ShardExplanation;
import io.switchboard.projector.filter.Evaluator;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Filter.Relation;
import io.switchboard.projector.filter.MemberSubject;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.page.Sortable;
import io.switchboard.projector.view.ReadView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members of a call that has thousands: what a filter says about them is what is looked at, in every order. */
class LargeCallTest {

    private static final int MEMBERS = 4_000;
    private static final int AT_ONCE = 100;
    private static final int PAGE = 10;
    private static final int QUESTIONS = 300;
    private static final Cid CALL = new Cid("default", "large");
    private static final List<SortKey> NEWEST_FIRST = List.of();
    private static final List<SortKey> OLDEST_FIRST = List.of(new SortKey("created_at", false));
    private static final List<SortKey> BY_USER = List.of(new SortKey("user_id", false));
    private static final List<SortKey> BY_USER_FALLING = List.of(new SortKey("user_id", true));
    private static final List<List<SortKey>> ORDERS = List.of(NEWEST_FIRST, OLDEST_FIRST, BY_USER, BY_USER_FALLING);

    @TempDir
    static Path folder;

    private static final RandomGenerator RANDOM = RandomSeed.generator("LargeCallTest");
    private static final StoreResources RESOURCES = new StoreResources(new NoBackground());
    private static List<Member> all;
    private static CallShard shard;

    @BeforeAll
    static void fill() {
        shard = CallShard.open(folder, RESOURCES);
        CallHistory call = new CallHistory(CALL).append(Facts.created());
        for (int from = 0; from < MEMBERS; from += AT_ONCE) {
            // Ids in no relation to when they came.
            call.append(Facts.added(IntStream.range(from, from + AT_ONCE)
                    .mapToObj(n -> Facts.member(user(n * 1_001 % MEMBERS))).toArray(MemberData[]::new)));
        }
        try (CallBatch batch = shard.batch()) {
            call.events().forEach(batch::fold);
            shard.apply(batch, false);
        }
        try (ReadView view = shard.view().orElseThrow()) {
            all = view.members(CALL, Filter.everything(), order(BY_USER), Optional.empty(), MEMBERS + 1);
        }
        assertThat(all).hasSize(MEMBERS);
    }

    private static String user(int n) {
        return "user-%05d".formatted(n);
    }

    private static Order<Member> order(List<SortKey> keys) {
        return new Order<>(Sortable.MEMBERS, keys);
    }

    private static Filter user(Relation relation, String user) {
        return new Filter.Compare(FieldTable.MEMBERS.field("user_id"), relation, new Value.Text(user));
    }

    private static Filter users(String... users) {
        return new Filter.In(FieldTable.MEMBERS.field("user_id"),
                Arrays.stream(users).<Value>map(Value.Text::new).toList());
    }

    private static Filter came(Relation relation, Instant at) {
        return new Filter.Compare(FieldTable.MEMBERS.field("created_at"), relation, new Value.Time(at));
    }

    private static Filter both(Filter... parts) {
        return new Filter.And(List.of(parts));
    }

    @AfterAll
    static void close() {
        shard.close();
        RESOURCES.close();
    }

    @Test
    void namedMembersAreLookedUpWhateverTheOrder() {
        for (List<SortKey> keys : ORDERS) {
            assertThat(explained(user(Relation.EQ, user(7)), keys)).isEqualTo("members named by the filter, 1 looked at, 1 found");
            assertThat(explained(users(user(7), user(3_999), "nobody"), keys))
                    .isEqualTo("members named by the filter, 3 looked at, 2 found");
            assertThat(explained(both(users(user(7), user(8)), user(Relation.GTE, user(8))), keys))
                    .isEqualTo("members named by the filter, 2 looked at, 1 found");
        }
    }

    @Test
    void aRangeOfIdsBoundsWhatIsLookedAt() {
        Filter few = both(user(Relation.GTE, user(3_000)), user(Relation.LT, user(3_005)));
        for (List<SortKey> keys : List.of(BY_USER, BY_USER_FALLING)) {
            assertThat(explained(few, keys)).isEqualTo("members in the order of their ids, 6 looked at, 5 found");
        }
        for (List<SortKey> keys : List.of(NEWEST_FIRST, OLDEST_FIRST)) {
            assertThat(explained(few, keys)).isEqualTo("members in a range of ids, 6 looked at, 5 found");
        }
        assertThat(explained(user(Relation.GTE, user(1)), NEWEST_FIRST))
                .as("a range of nearly everybody").startsWith("members in the order they came, 1").endsWith("10 found");
    }

    @Test
    void aRangeOfTimeBoundsTheDefaultOrder() {
        Filter none = both(came(Relation.GT, CallHistory.time(MEMBERS)));
        assertThat(explained(none, NEWEST_FIRST)).isEqualTo("members in the order they came, 0 looked at, 0 found");
        Filter one = both(came(Relation.GTE, CallHistory.time(5)), came(Relation.LT, CallHistory.time(6)),
                user(Relation.LT, user(1)));
        assertThat(explained(one, List.of(new SortKey("created_at", true)))).contains("in a range of ids, 2 looked at");
        Filter second = both(came(Relation.EQ, CallHistory.time(5)), new Filter.Not(Filter.everything()));
        assertThat(explained(second, NEWEST_FIRST)).isEqualTo("members in the order they came, 100 looked at, 0 found");
    }

    private static String explained(Filter filter, List<SortKey> keys) {
        try (ReadView view = shard.view().orElseThrow()) {
            view.explain();
            view.members(CALL, filter, order(keys), Optional.empty(), PAGE);
            ShardExplanation told = view.trace().explanation(0, Optional.empty(), 0);
            return told.access() + ", " + told.lookedAt() + " looked at, " + told.found() + " found";
        }
    }

    @Test
    void everyPageIsTheOneOfLookingAtAllMembers() {
        for (int n = 0; n < QUESTIONS; n++) {
            Filter filter = both(part(), part());
            Order<Member> forward = order(ORDERS.get(RANDOM.nextInt(ORDERS.size())));
            Order<Member> order = RANDOM.nextBoolean() ? forward : forward.reversed();
            Optional<Order.Place> start = RANDOM.nextInt(3) == 0 ? Optional.empty()
                    : Optional.of(order.place(all.get(RANDOM.nextInt(MEMBERS))));
            List<Member> expected = all.stream().filter(member -> Evaluator.matches(filter, new MemberSubject(CALL, member)))
                    .filter(member -> order.isAfter(start, member)).sorted(order).limit(PAGE).toList();
            try (ReadView view = shard.view().orElseThrow()) {
                assertThat(view.members(CALL, filter, order, start, PAGE)).as("%s %s backward %s after %s", filter,
                        order.keys(), order.backward(), start).isEqualTo(expected);
            }
        }
    }

    private static Filter part() {
        Relation relation = Relation.values()[RANDOM.nextInt(Relation.values().length)];
        return switch (RANDOM.nextInt(8)) {
            case 0 -> Filter.everything();
            case 1 -> users(someUser(), someUser(), someUser());
            case 2 -> new Filter.Or(List.of(user(relation, someUser()), came(relation, someTime())));
            case 3 -> new Filter.Not(user(relation, someUser()));
            case 4, 5 -> came(relation, someTime());
            default -> user(relation, someUser());
        };
    }

    /** Of a member, of none, or of the edges. */
    private static String someUser() {
        return switch (RANDOM.nextInt(6)) {
            case 0 -> "";
            case 1 -> "user-";
            case 2 -> user(MEMBERS - 1 - RANDOM.nextInt(20)) + (RANDOM.nextBoolean() ? "x" : "");
            default -> user(RANDOM.nextInt(MEMBERS + 10));
        };
    }

    private static Instant someTime() {
        return switch (RANDOM.nextInt(8)) {
            case 0 -> Instant.MIN;
            case 1 -> Instant.MAX;
            case 2 -> Instant.parse("1960-01-01T00:00:00Z");
            default -> CallHistory.time(RANDOM.nextInt(MEMBERS / AT_ONCE + 5)).plusNanos(RANDOM.nextInt(3) - 1);
        };
    }
}
