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
import io.switchboard.projector.page.Order;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the right answers are: every call folded in memory, every question answered by looking at each one. */
public final class Oracle {

    private final Map<Cid, Call> folded = new HashMap<>();

    public void apply(StoredEvent event) {
        folded.compute(event.envelope().cid(), (cid, call) -> Call.apply(Optional.ofNullable(call), event));
    }

    /** The calls that are there: deleted ones are not. */
    public Map<Cid, Call> calls() {
        Map<Cid, Call> there = new HashMap<>(folded);
        there.values().removeIf(call -> call.core().deletedAt().isPresent());
        return there;
    }

    public List<CallCore> calls(Filter filter, Order<CallCore> order, Optional<Order.Place> start, int count) {
        return calls().values().stream()
                .filter(call -> Evaluator.matches(filter, new CallSubject(call.core(), call.members()::containsKey)))
                .map(Call::core).filter(core -> order.isAfter(start, core)).sorted(order).limit(count).toList();
    }

    public List<Member> members(Cid cid, Filter filter, Order<Member> order, Optional<Order.Place> start, int count) {
        return folded.get(cid).members().values().stream()
                .filter(member -> Evaluator.matches(filter, new MemberSubject(cid, member)))
                .filter(member -> order.isAfter(start, member)).sorted(order).limit(count).toList();
    }
}
