package io.switchboard.projector.query;

import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.Cursor;
import io.switchboard.projector.page.SortKey;
import java.util.List;
import java.util.Optional;

/**
 * A question for a page of a listing.
 *
 * @param filter over the listing's fields
 * @param sort   empty for the default, or for the order the cursor remembers
 * @param cursor of the page beside this one
 * @param explain whether the outcome tells how the answer came to be
 */
public record RowsQuery<T>(Listing<T> listing, Filter filter, List<SortKey> sort, Optional<Cursor.Sent> cursor, int limit,
                           Consistency consistency, boolean explain) {

    /** One that wants nothing explained. */
    public RowsQuery(Listing<T> listing, Filter filter, List<SortKey> sort, Optional<Cursor.Sent> cursor, int limit,
                     Consistency consistency) {
        this(listing, filter, sort, cursor, limit, consistency, false);
    }
}
