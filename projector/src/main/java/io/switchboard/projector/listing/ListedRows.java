package io.switchboard.projector.listing;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.table.CallTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rows of one kind that calls have: which there are, how one is found again, and which of them a change of a call
 * concerns. Listings of the same rows share what is kept of them. Pure.
 */
public sealed interface ListedRows<T> permits SessionRows, FeedbackRows {

    /** Every kind there is. */
    List<ListedRows<?>> ALL = List.of(SessionRows.INSTANCE, FeedbackRows.INSTANCE);

    /** Tells the kinds apart; part of a folder's name. */
    String name();

    /** Shows every row of the call, in any order. */
    void each(CallTable table, CallCore call, Consumer<T> visitor);

    /** The call that a row belongs to. */
    Cid cid(T row);

    /** Tells this row from all others: begins with the id of its call and a space. */
    String identity(T row);

    /** The row of a call that has this identity. */
    Optional<T> find(CallTable table, Cid cid, String identity);

    /** What became of the rows that a change of their call concerns; each of them once. */
    List<RowChange<T>> changes(CallChange change);

    /** What tells a row from the others of its call. */
    static String nameIn(Cid cid, String identity) {
        return identity.substring(cid.toString().length() + 1);
    }

    /** The identity of the row that this name tells from the others of its call. */
    static String identity(Cid cid, String name) {
        return cid + " " + name;
    }
}
