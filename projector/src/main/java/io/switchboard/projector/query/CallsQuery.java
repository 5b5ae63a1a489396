package io.switchboard.projector.query;

import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.page.Cursor;
import io.switchboard.projector.page.SortKey;
import java.util.List;
import java.util.Optional;

/**
 * A question for a page of calls.
 *
 * @param visible      over {@link io.switchboard.projector.filter.FieldTable#CALLS}: which calls the caller may see. A
 *                     cursor is not bound to it: what somebody may see can change from one page to the next
 * @param filter       over the same table: which of them are asked for
 * @param sort         empty for the default, or for the order the cursor remembers
 * @param cursor       of the page beside this one
 * @param limit        calls on the page
 * @param membersLimit members shown per call
 * @param viewer       the user whose own membership each row shows
 * @param explain      whether the outcome tells how the answer came to be
 */
public record CallsQuery(Filter visible, Filter filter, List<SortKey> sort, Optional<Cursor.Sent> cursor, int limit,
                         int membersLimit, Optional<String> viewer, Consistency consistency, boolean explain) {

    /** Of somebody who may see every call and wants nothing explained. */
    public CallsQuery(Filter filter, List<SortKey> sort, Optional<Cursor.Sent> cursor, int limit, int membersLimit,
                      Optional<String> viewer, Consistency consistency) {
        this(Filter.everything(), filter, sort, cursor, limit, membersLimit, viewer, consistency, false);
    }

    /** What is asked for, as far as the caller may see it. */
    public Filter narrowed() {
        return visible.equals(Filter.everything()) ? filter : new Filter.And(List.of(filter, visible));
    }
}
