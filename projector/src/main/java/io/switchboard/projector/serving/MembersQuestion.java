package io.switchboard.projector.serving;

import io.switchboard.events.Cid;
import io.switchboard.events.call.Member;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.page.Order;
import java.util.Optional;

/**
 * Which members of a call its shard is asked for: the first {@code wanted} after {@code start}, if the call is one of
 * the {@code visible}.
 */
record MembersQuestion(Cid cid, Filter visible, Filter filter, Order<Member> order, Optional<Order.Place> start,
                       int wanted, boolean explain) {
}
