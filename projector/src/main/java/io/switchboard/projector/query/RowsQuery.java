package io.switchboard.projector.query;

import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.SortKey;
import java.util.List;
import java.util.Optional;

/**
 * A question for a page of a listing.
 *
 * @param filter over the listing's fields
 * @param sort   empty for the default, or for the order the cursor remembers
 * @param next   cursor of the page before
 */
public record RowsQuery<T>(Listing<T> listing, Filter filter, List<SortKey> sort, Optional<String> next, int limit,
                           Consistency consistency) {
}
