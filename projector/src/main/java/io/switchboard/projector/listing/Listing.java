package io.switchboard.projector.listing;

import io.switchboard.events.Cid;
import io.switchboard.projector.filter.Evaluator;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Subject;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.page.SortKey;
import io.switchboard.projector.page.Sortable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Rows of calls that a query can list.
 *
 * @param name     between instances, and in the fingerprint of a cursor
 * @param row      what a row is
 * @param fields   what rows can be filtered by; {@code call_cid} is one of them
 * @param sortable what they can be sorted by
 * @param rows     what it lists
 * @param subject  a row as filters see it
 */
public record Listing<T>(String name, Class<T> row, FieldTable fields, Sortable<T> sortable, ListedRows<T> rows,
                         Function<T, Subject> subject) {

    /** Sessions, as QueryCallStats asks for them. */
    public static final Listing<HeldSession> CALL_STATS = new Listing<>("call stats", HeldSession.class,
            FieldTable.CALL_STATS, new Sortable<>(Map.of(
                    "first_stats", held -> Optional.of(new Value.Time(held.startedAt())),
                    "created_at", held -> Optional.of(new Value.Time(held.callCreatedAt())),
                    "call_cid", held -> Optional.of(new Value.Text(held.cid().toString()))),
                    SessionRows.INSTANCE::identity, List.of(new SortKey("first_stats", true))),
            SessionRows.INSTANCE, SessionSubject::new);

    /** Sessions, as QueryCallSessionStats asks for them. */
    public static final Listing<HeldSession> SESSION_STATS = new Listing<>("session stats", HeldSession.class,
            FieldTable.SESSION_STATS, new Sortable<>(Map.of(
                    "session_started_at", held -> Optional.of(new Value.Time(held.startedAt())),
                    "session_ended_at", held -> held.session().endedAt().map(Value.Time::new),
                    "generated_at", held -> Optional.of(new Value.Time(held.countedAt())),
                    "updated_at", held -> Optional.of(new Value.Time(held.countedAt())),
                    "call_cid", held -> Optional.of(new Value.Text(held.cid().toString()))),
                    SessionRows.INSTANCE::identity, List.of(new SortKey("session_started_at", true))),
            SessionRows.INSTANCE, SessionSubject::new);

    /** What people said about the quality of calls. */
    public static final Listing<CallFeedback> FEEDBACK = new Listing<>("feedback", CallFeedback.class,
            FieldTable.FEEDBACK, new Sortable<>(Map.of(
                    "created_at", row -> Optional.of(new Value.Time(row.feedback().submittedAt())),
                    "rating", row -> Optional.of(new Value.Number(row.feedback().said().rating())),
                    "call_cid", row -> Optional.of(new Value.Text(row.cid().toString()))),
                    FeedbackRows.INSTANCE::identity,
                    List.of(new SortKey("created_at", true))),
            FeedbackRows.INSTANCE, FeedbackSubject::new);

    /** All of them. */
    public static final List<Listing<?>> ALL = List.of(CALL_STATS, SESSION_STATS, FEEDBACK);

    /** The listing of this name. */
    public static Optional<Listing<?>> named(String name) {
        return ALL.stream().filter(listing -> listing.name.equals(name)).findFirst();
    }

    /** The call that a row belongs to. */
    public Cid cid(T each) {
        return rows.cid(each);
    }

    /** Whether the filter asks for this row. */
    public boolean matches(Filter filter, T each) {
        return Evaluator.matches(filter, subject.apply(each));
    }
}
