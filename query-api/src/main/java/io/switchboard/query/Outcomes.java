package io.switchboard.query;

import io.switchboard.events.Cid;
import io.switchboard.events.calltype.Permission;
import io.switchboard.projector.page.Cursor;
import io.switchboard.projector.query.QueryOutcome;
import io.switchboard.projector.query.Refusal;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;

/** What the client hears when a question has no answer. */
final class Outcomes {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private Outcomes() {
    }

    /**
     * The answer.
     *
     * @param cid the call that was asked about, where it was one
     * @throws ApiException when there is none
     */
    static <R> R answer(QueryOutcome<R> outcome, Viewer viewer, Optional<Cid> cid) {
        return answered(outcome, viewer, cid).answer();
    }

    /** The answer with what is told about it; the rest as for {@link #answer}. */
    static <R> QueryOutcome.Answered<R> answered(QueryOutcome<R> outcome, Viewer viewer, Optional<Cid> cid) {
        return switch (outcome) {
            case QueryOutcome.Answered<R> answered -> answered;
            case QueryOutcome.Refused<R> refused -> throw new ApiException(refusal(refused.refusal(), viewer, cid));
            case QueryOutcome.Behind<R> behind -> throw unavailable("the answer would be stale, records to catch up: "
                    + new TreeMap<>(behind.lag()));
            case QueryOutcome.Restoring<R> restoring -> throw unavailable(restoring.what());
            case QueryOutcome.Moved<R> moved -> throw unavailable("partitions " + moved.partitions()
                    + " are moving between instances");
        };
    }

    private static ApiException unavailable(String reason) {
        return new ApiException(ApiError.unavailable(reason, RETRY_AFTER));
    }

    private static ApiError refusal(Refusal refusal, Viewer viewer, Optional<Cid> cid) {
        return switch (refusal) {
            case Refusal.ForgedCursor forged -> PageToken.forged(field(forged.sent()));
            case Refusal.ForeignCursor foreign -> PageToken.foreign(field(foreign.sent()));
            case Refusal.TurnedCursor turned -> cursor(turned.sent(), "leads the other way; send it back in the field "
                    + "in which it came");
            case Refusal.UnknownSort sort -> ApiError.input("sort[" + sort.place() + "].field",
                    "cannot sort by '" + sort.field() + "'; sort fields are " + String.join(", ", sort.allowed()));
            case Refusal.NoSuchCall none -> ApiError.notFound("Can't find call with id " + cid.orElseThrow());
            case Refusal.HiddenCall hidden -> hidden(viewer, cid.orElseThrow());
        };
    }

    private static ApiError cursor(Cursor.Direction sent, String what) {
        return ApiError.input(field(sent), field(sent) + " " + what);
    }

    private static String field(Cursor.Direction sent) {
        return switch (sent) {
            case NEXT -> PageRequest.NEXT;
            case PREVIOUS -> PageRequest.PREV;
        };
    }

    private static ApiError hidden(Viewer viewer, Cid cid) {
        String who = switch (viewer) {
            case Viewer.Server server -> "server";
            case Viewer.Person person -> "User '" + person.id() + "' with role '" + person.role() + "'";
        };
        return ApiError.notAllowed(who + " is not allowed to perform action " + Permission.READ_CALL.action()
                + " in scope 'video:" + cid.type() + "'");
    }
}
