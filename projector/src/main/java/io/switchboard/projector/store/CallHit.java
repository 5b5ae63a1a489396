package io.switchboard.projector.store;

import io.switchboard.events.Cid;
import io.switchboard.projector.page.Order;

/**
 * A call that was found.
 *
 * @param shard which of the views it was found in
 * @param place where it stands in the order it was asked in
 */
public record CallHit(int shard, Cid cid, Order.Place place) {
}
