package io.switchboard.projector.search;

import io.switchboard.events.Cid;
import io.switchboard.projector.page.Best;
import io.switchboard.projector.page.Order;

/**
 * A call, or a row of one, that was found.
 *
 * @param shard which of the views it was found in
 * @param cid   the call
 * @param place where it stands in the order it was asked in, with its identity
 */
public record IndexHit(int shard, Cid cid, Order.Place place) {

    /** Keeps the first of those it is offered, in this order. */
    public static Best<IndexHit> best(Order<?> order, int count) {
        return new Best<>((a, b) -> order.compare(a.place(), b.place()), count);
    }
}
