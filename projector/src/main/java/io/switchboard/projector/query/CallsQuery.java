package io.switchboard.projector.query;

import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.page.SortKey;
import java.util.List;
import java.util.Optional;

/**
 * A question for a page of calls.
 *
 * @param filter       over {@link io.switchboard.projector.filter.FieldTable#CALLS}, whatever narrows the caller's
 *                     view included
 * @param sort         empty for the default, or for the order the cursor remembers
 * @param next         cursor of the page before
 * @param limit        calls on the page
 * @param membersLimit members shown per call
 * @param viewer       the user whose own membership each row shows
 */
public record CallsQuery(Filter filter, List<SortKey> sort, Optional<String> next, int limit, int membersLimit,
                         Optional<String> viewer, Consistency consistency) {
}
