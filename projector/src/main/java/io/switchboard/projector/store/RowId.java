package io.switchboard.projector.store;

import io.switchboard.events.Cid;

/**
 * Names a row that listings show.
 *
 * @param cid      its call
 * @param identity what tells it from all others
 */
record RowId(Cid cid, String identity) {
}
