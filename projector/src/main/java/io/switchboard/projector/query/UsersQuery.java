package io.switchboard.projector.query;

import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.page.SortKey;
import java.util.List;

/**
 * A question for a page of users.
 *
 * @param among  which users are looked at
 * @param filter over {@link io.switchboard.projector.filter.FieldTable#USERS}, or over {@code BANS} among the banned
 * @param sort   empty for the default
 * @param offset users passed over
 * @param limit  users on the page
 * @param explain whether the outcome tells how the answer came to be
 */
public record UsersQuery(Among among, Filter filter, List<SortKey> sort, int offset, int limit,
                         Consistency consistency, boolean explain) {

    /** The same question, about fewer users. */
    public UsersQuery narrowed(Filter visible) {
        return new UsersQuery(among, new Filter.And(List.of(filter, visible)), sort, offset, limit, consistency, explain);
    }

    /** Which users are looked at. A deleted user is never. */
    public enum Among {
        /** Without the deactivated. */
        ACTIVE,
        EVERYONE,
        /** Those with a ban that holds. */
        BANNED
    }
}
