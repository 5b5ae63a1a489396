package io.switchboard.projector.query;

import io.switchboard.events.Cid;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.page.Cursor;
import io.switchboard.projector.page.SortKey;
import java.util.List;
import java.util.Optional;

/**
 * A question for a page of a call's members.
 *
 * @param visible over {@link io.switchboard.projector.filter.FieldTable#CALLS}: which calls the caller may see
 * @param filter  over {@link io.switchboard.projector.filter.FieldTable#MEMBERS}
 * @param sort    empty for the default, or for the order the cursor remembers
 * @param cursor  of the page beside this one
 * @param explain whether the outcome tells how the answer came to be
 */
public record MembersQuery(Cid cid, Filter visible, Filter filter, List<SortKey> sort, Optional<Cursor.Sent> cursor,
                           int limit, Consistency consistency, boolean explain) {

    /** One that wants nothing explained. */
    public MembersQuery(Cid cid, Filter visible, Filter filter, List<SortKey> sort, Optional<Cursor.Sent> cursor,
                        int limit, Consistency consistency) {
        this(cid, visible, filter, sort, cursor, limit, consistency, false);
    }
}
