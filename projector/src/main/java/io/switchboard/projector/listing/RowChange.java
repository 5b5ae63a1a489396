package io.switchboard.projector.listing;

import io.switchboard.events.Cid;
import java.util.Optional;

/**
 * What became of a row of a call.
 *
 * @param now   the row; empty when it is gone
 * @param isNew whether there certainly was no row of this identity before
 */
public record RowChange<T>(Cid cid, String identity, Optional<T> now, boolean isNew) {
}
