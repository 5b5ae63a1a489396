package io.switchboard.projector.view;

import io.switchboard.events.Cid;
import io.switchboard.events.call.Member;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.table.CallKeys;
import io.switchboard.events.table.CallTable;
import io.switchboard.events.table.Rows;
import io.switchboard.projector.explain.ShardTrace;
import io.switchboard.projector.filter.Evaluator;
import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.MemberSubject;
import io.switchboard.projector.filter.NamedTexts;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.page.Best;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.rows.RowSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Pages of a call's members, as thread-safe as the rows. Members whom the filter names are looked up. Otherwise two orders
 * are those in which rows lie: newest first (the default) and by user id. There, and in their opposites, a page starts at
 * its cursor and stops when it is full, so it costs what it shows, however large the call; the filter's ranges of
 * {@code created_at} and {@code user_id} bound the walk. The other orders look at every member in the filter's range of
 * user ids and keep the best, and so does the default order where that range is small.
 */
final class MemberPages {

    private static final List<SortKey> NEWEST_FIRST = List.of(new SortKey("created_at", true));
    private static final SortKey BY_USER = new SortKey("user_id", false);
    private static final Field USER = FieldTable.MEMBERS.field("user_id");
    /** A range of ids of no more members is read whole, rather than looked for among the newest. */
    private static final int SMALL_RANGE = 500;

    private final RowSnapshot rows;
    private final CallTable table;
    private final ShardTrace trace;

    MemberPages(RowSnapshot rows, ShardTrace trace) {
        this.rows = rows;
        this.table = new CallTable(rows);
        this.trace = trace;
    }

    /** The first {@code count}, at least one, after {@code start} that the filter asks for, in order. */
    List<Member> page(Cid cid, Filter filter, Order<Member> order, Optional<Order.Place> start, int count) {
        Predicate<Member> wanted = member -> Evaluator.matches(filter, new MemberSubject(cid, member));
        Best<Member> best = new Best<>(order, count);
        Predicate<Member> onThePage = member -> order.isAfter(start, member) && wanted.test(member);
        Optional<Set<String>> named = NamedTexts.in(filter, USER);
        if (named.isPresent()) {
            trace.access("members named by the filter");
            named.get().forEach(user -> {
                trace.lookedAt();
                table.member(cid, user).filter(onThePage).ifPresent(best::offer);
            });
            return best.sorted();
        }
        MemberRange users = MemberRange.ofUsers(cid, filter);
        SortKey first = order.keys().getFirst();
        if (first.field().equals(BY_USER.field())) {
            trace.access("members in the order of their ids");
            // The key decides everything, no two members are the same user: falling is rising backward.
            return byUser(cid, users, wanted, order.falling(first), start, count);
        }
        boolean everybody = users.isAllUsers(cid);
        if (order.keys().equals(NEWEST_FIRST) && (everybody || !isSmall(users))) {
            trace.access("members in the order they came");
            return newestFirst(cid, MemberRange.ofOrder(cid, filter), wanted, order.backward(), start, count);
        }
        trace.access(everybody ? "all members" : "members in a range of ids");
        scan(users, false, (key, value) -> {
            Optional.of(member(value)).filter(onThePage).ifPresent(best::offer);
            return true;
        });
        return best.sorted();
    }

    /** Reads no more keys than it takes to tell. */
    private boolean isSmall(MemberRange users) {
        int[] count = {0};
        rows.scan(users.from(), users.to(), (key, value) -> ++count[0] <= SMALL_RANGE);
        return count[0] <= SMALL_RANGE;
    }

    private List<Member> newestFirst(Cid cid, MemberRange range, Predicate<Member> wanted, boolean backward,
                                     Optional<Order.Place> start, int count) {
        int beforeUser = CallKeys.memberOrder(cid, Instant.EPOCH, "").length;
        List<Member> page = new ArrayList<>();
        Optional<byte[]> after = start.map(place -> CallKeys.memberOrder(cid, joined(place), place.identity()));
        scan(range.beyond(after, backward), backward, (key, nothing) -> {
            String user = new String(key, beforeUser, key.length - beforeUser, StandardCharsets.UTF_8);
            table.member(cid, user).filter(wanted).ifPresent(page::add);
            return page.size() < count;
        });
        return page;
    }

    private List<Member> byUser(Cid cid, MemberRange range, Predicate<Member> wanted, boolean backward,
                                Optional<Order.Place> start, int count) {
        List<Member> page = new ArrayList<>();
        Optional<byte[]> after = start.map(place -> CallKeys.member(cid, place.identity()));
        scan(range.beyond(after, backward), backward, (key, value) -> {
            Optional.of(member(value)).filter(wanted).ifPresent(page::add);
            return page.size() < count;
        });
        return page;
    }

    private void scan(MemberRange range, boolean backward, Rows.Visitor visitor) {
        Rows.Visitor noted = (key, value) -> {
            trace.lookedAt();
            return visitor.visit(key, value);
        };
        if (backward) {
            rows.scanBack(range.from(), range.to(), noted);
        } else {
            rows.scan(range.from(), range.to(), noted);
        }
    }

    private static Member member(byte[] row) {
        return EventJson.mapper().readValue(row, Member.class);
    }

    private static Instant joined(Order.Place place) {
        return Instant.ofEpochSecond(0, ((Value.Time) place.values().getFirst().orElseThrow()).nanos());
    }
}
