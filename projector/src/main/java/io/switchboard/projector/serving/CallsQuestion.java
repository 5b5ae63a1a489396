package io.switchboard.projector.serving;

import io.switchboard.events.call.CallCore;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.page.Order;
import java.util.Optional;

/**
 * Which calls some shards are asked for: the first {@code wanted} after {@code start}.
 *
 * @param viewer whose own membership each row shows
 */
record CallsQuestion(Filter filter, Order<CallCore> order, Optional<Order.Place> start, int wanted, int membersLimit,
                     Optional<String> viewer, boolean explain) {
}
