package io.switchboard.projector.store;

import io.switchboard.events.Cid;
import io.switchboard.events.call.Member;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.table.CallKeys;
import io.switchboard.events.table.CallTable;
import io.switchboard.events.table.Rows;
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
 * Pages of a call's members. Two orders are those in which rows lie: newest first (the default) and by user id. There
 * a page starts at its cursor and stops when it is full, so it costs what it shows, however large the call. The other
 * orders look at every member and keep the best. As thread-safe as the rows.
 */
final class MemberPages {

    private static final List<SortKey> NEWEST_FIRST = List.of(new SortKey("created_at", true));
    private static final List<SortKey> BY_USER = List.of(new SortKey("user_id", false));

    private final Rows rows;
    private final CallTable table;

    MemberPages(Rows rows) {
        this.rows = rows;
        this.table = new CallTable(rows);
    }

    /** The first {@code count}, at least one, after {@code start} that the filter asks for, in order. */
    List<Member> page(Cid cid, Filter filter, Order<Member> order, Optional<Order.Place> start, int count) {
        Predicate<Member> wanted = member -> Evaluator.matches(filter, new MemberSubject(cid, member));
        if (order.keys().equals(NEWEST_FIRST)) {
            return newestFirst(cid, wanted, start, count);
        }
        if (order.keys().equals(BY_USER)) {
            return byUser(cid, wanted, start, count);
        }
        Best<Member> best = new Best<>(order, count);
        table.eachMember(cid, member -> {
            if (order.isAfter(start, member) && wanted.test(member)) {
                best.offer(member);
            }
            return true;
        });
        return best.sorted();
    }

    private List<Member> newestFirst(Cid cid, Predicate<Member> wanted, Optional<Order.Place> start, int count) {
        byte[] any = CallKeys.memberOrder(cid, Instant.EPOCH, "");
        byte[] all = Arrays.copyOf(any, any.length - Long.BYTES);
        byte[] from = start.map(place -> next(CallKeys.memberOrder(cid, joined(place), place.identity()))).orElse(all);
        List<Member> page = new ArrayList<>();
        rows.scan(from, CallKeys.after(all), (key, nothing) -> {
            String user = new String(key, any.length, key.length - any.length, StandardCharsets.UTF_8);
            table.member(cid, user).filter(wanted).ifPresent(page::add);
            return page.size() < count;
        });
        return page;
    }

    private List<Member> byUser(Cid cid, Predicate<Member> wanted, Optional<Order.Place> start, int count) {
        byte[] all = CallKeys.member(cid, "");
        byte[] from = start.map(place -> next(CallKeys.member(cid, place.identity()))).orElse(all);
        List<Member> page = new ArrayList<>();
        rows.scan(from, CallKeys.after(all), (key, value) -> {
            Optional.of(EventJson.mapper().readValue(value, Member.class)).filter(wanted).ifPresent(page::add);
            return page.size() < count;
        });
        return page;
    }

    private static Instant joined(Order.Place place) {
        return Instant.ofEpochSecond(0, ((Value.Time) place.values().getFirst().orElseThrow()).nanos());
    }

    /** The first key after this one. */
    private static byte[] next(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }
}
