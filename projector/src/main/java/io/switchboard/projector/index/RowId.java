package io.switchboard.projector.index;

import io.switchboard.events.Cid;

/**
 * Names a row that listings show.
 *
 * @param cid      its call
 * @param identity what tells it from all others
 */
public record RowId(Cid cid, String identity) {
}
