package io.switchboard.projector.serving;

import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.Order;
import java.util.Optional;

/** Which rows of a listing some shards are asked for: the first {@code wanted} after {@code start}. */
record RowsQuestion<T>(Listing<T> listing, Filter filter, Order<T> order, Optional<Order.Place> start, int wanted, boolean explain) {
}
