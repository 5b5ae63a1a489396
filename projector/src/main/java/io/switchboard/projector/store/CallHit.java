package io.switchboard.projector.store;

import io.switchboard.events.Cid;
import io.switchboard.projector.page.Order;

/** A call that was found, and where it stands in the order it was asked in. */
public record CallHit(Cid cid, Order.Place place) {
}
