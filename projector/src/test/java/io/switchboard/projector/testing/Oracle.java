package io.switchboard.projector.testing;

import io.switchboard.events.Cid;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.call.Call;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.projector.filter.CallSubject;
import io.switchboard.projector.filter.Evaluator;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.MemberSubject;
import io.switchboard.projector.listing.CallFeedback;
import io.switchboard.projector.listing.HeldSession;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.query.Activity;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the right answers are: every call folded in memory, every question answered by looking at each one. */
public final class Oracle {

    private final Map<Cid, Call> folded = new HashMap<>();
    private final Map<Cid, Call> there = new HashMap<>();

    /** A row and where it stands, worked out once: random tests sort more rows than they look at. */
    private record Placed<T>(T row, Order.Place place) {
    }

    public void apply(StoredEvent event) {
        Cid cid = event.envelope().cid();
        Call call = Call.apply(Optional.ofNullable(folded.get(cid)), event);
        folded.put(cid, call);
        if (call.core().deletedAt().isPresent()) {
            there.remove(cid);
        } else {
            there.put(cid, call);
        }
    }

    /** The calls that are there, live: deleted ones are not. */
    public Map<Cid, Call> calls() {
        return Collections.unmodifiableMap(there);
    }

    public List<CallCore> calls(Filter filter, Order<CallCore> order, Optional<Order.Place> start, int count) {
        return there.values().stream().filter(call -> matches(filter, call)).map(Call::core)
                .map(core -> new Placed<>(core, order.place(core)))
                .filter(placed -> start.isEmpty() || order.compare(placed.place, start.get()) > 0)
                .sorted((a, b) -> order.compare(a.place, b.place)).limit(count).map(Placed::row).toList();
    }

    public static boolean matches(Filter filter, Call call) {
        return Evaluator.matches(filter, new CallSubject(call.core(), call.members()::containsKey));
    }

    public List<Member> members(Cid cid, Filter filter, Order<Member> order, Optional<Order.Place> start, int count) {
        return folded.get(cid).members().values().stream()
                .filter(member -> Evaluator.matches(filter, new MemberSubject(cid, member)))
                .filter(member -> order.isAfter(start, member)).sorted(order).limit(count).toList();
    }

    /** Every session that was held, and all feedback, of the calls that are there. */
    public <T> List<T> rows(Listing<T> listing, Filter filter, Order<T> order) {
        return all(listing).stream().filter(row -> listing.matches(filter, row)).sorted(order).toList();
    }

    public <T> List<T> all(Listing<T> listing) {
        return there.values().stream().flatMap(call -> listing.row() == CallFeedback.class
                ? call.feedback().values().stream().map(said -> listing.row().cast(new CallFeedback(call.core().cid(), said)))
                : Stream.concat(call.pastSessions().values().stream(), call.core().session().stream())
                        .filter(session -> session.startedAt().isPresent()).map(session -> listing.row().cast(
                                new HeldSession(call.core().cid(), call.core().createdAt(), call.core().lastAt(), session)))).toList();
    }

    /** How many are in calls. */
    public Activity activity() {
        return there.values().stream().filter(call -> call.core().ongoing()).map(call -> new Activity(1,
                call.participants().values().stream().mapToInt(Map::size).sum())).reduce(Activity.NONE, Activity::plus);
    }
}
