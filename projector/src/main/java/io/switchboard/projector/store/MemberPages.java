package io.switchboard.projector.store;

import io.switchboard.events.Cid;
import io.switchboard.events.call.Member;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.table.CallKeys;
import io.switchboard.events.table.CallTable;
import io.switchboard.events.table.Rows;
import io.switchboard.projector.explain.ShardTrace;
import io.switchboard.projector.filter.Evaluator;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.MemberSubject;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.page.Best;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Pages of a call's members. Two orders are those in which rows lie: newest first (the default) and by user id. There,
 * and in their opposites, a page starts at its cursor and stops when it is full, so it costs what it shows, however
 * large the call. The other orders look at every member and keep the best. As thread-safe as the rows.
 */
final class MemberPages {

    private static final List<SortKey> NEWEST_FIRST = List.of(new SortKey("created_at", true));
    private static final SortKey BY_USER = new SortKey("user_id", false);

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
        if (order.keys().equals(NEWEST_FIRST)) {
            trace.access("members in the order they came");
            return newestFirst(cid, wanted, order.backward(), start, count);
        }
        SortKey first = order.keys().getFirst();
        if (first.field().equals(BY_USER.field())) {
            trace.access("members in the order of their ids");
            // The key decides everything, no two members are the same user: falling is rising backward.
            return byUser(cid, wanted, order.falling(first), start, count);
        }
        trace.access("all members");
        Best<Member> best = new Best<>(order, count);
        table.eachMember(cid, member -> {
            trace.lookedAt();
            if (order.isAfter(start, member) && wanted.test(member)) {
                best.offer(member);
            }
            return true;
        });
        return best.sorted();
    }

    private List<Member> newestFirst(Cid cid, Predicate<Member> wanted, boolean backward, Optional<Order.Place> start,
                                     int count) {
        byte[] any = CallKeys.memberOrder(cid, Instant.EPOCH, "");
        byte[] all = Arrays.copyOf(any, any.length - Long.BYTES);
        List<Member> page = new ArrayList<>();
        scan(all, backward, start.map(place -> CallKeys.memberOrder(cid, joined(place), place.identity())), (key, nothing) -> {
            String user = new String(key, any.length, key.length - any.length, StandardCharsets.UTF_8);
            table.member(cid, user).filter(wanted).ifPresent(page::add);
            return page.size() < count;
        });
        return page;
    }

    private List<Member> byUser(Cid cid, Predicate<Member> wanted, boolean backward, Optional<Order.Place> start,
                                int count) {
        List<Member> page = new ArrayList<>();
        scan(CallKeys.member(cid, ""), backward, start.map(place -> CallKeys.member(cid, place.identity())), (key, value) -> {
            Optional.of(EventJson.mapper().readValue(value, Member.class)).filter(wanted).ifPresent(page::add);
            return page.size() < count;
        });
        return page;
    }

    /** Shows the rows whose keys begin so, from the one beside {@code start} on. */
    private void scan(byte[] prefix, boolean backward, Optional<byte[]> start, Rows.Visitor visitor) {
        Rows.Visitor noted = (key, value) -> {
            trace.lookedAt();
            return visitor.visit(key, value);
        };
        if (backward) {
            rows.scanBack(prefix, start.orElseGet(() -> CallKeys.after(prefix)), noted);
        } else {
            rows.scan(start.map(MemberPages::next).orElse(prefix), CallKeys.after(prefix), noted);
        }
    }

    private static Instant joined(Order.Place place) {
        return Instant.ofEpochSecond(0, ((Value.Time) place.values().getFirst().orElseThrow()).nanos());
    }

    /** The first key after this one. */
    private static byte[] next(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }
}
