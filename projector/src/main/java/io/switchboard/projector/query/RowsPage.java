package io.switchboard.projector.query;

import java.util.List;
import java.util.Optional;

/**
 * A page of a listing.
 *
 * @param next present when more rows follow
 */
public record RowsPage<T>(List<T> rows, Optional<String> next) {
}
