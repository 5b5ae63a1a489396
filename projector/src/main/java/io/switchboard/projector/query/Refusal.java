package io.switchboard.projector.query;

import io.switchboard.projector.page.Cursor.Direction;
import java.util.List;

/** Why a question gets no answer, however often it is asked. */
public sealed interface Refusal {

    /** The cursor sent for this direction was not issued by this application. */
    record ForgedCursor(Direction sent) implements Refusal {
    }

    /** The cursor sent for this direction was issued for another filter, sort or call. */
    record ForeignCursor(Direction sent) implements Refusal {
    }

    /** The cursor sent for this direction was issued for the other one. */
    record TurnedCursor(Direction sent) implements Refusal {
    }

    /**
     * There is no such sort field.
     *
     * @param place of the key in the sort, from 0
     */
    record UnknownSort(int place, String field, List<String> allowed) implements Refusal {
    }

    /** The call whose members are asked for does not exist. */
    record NoSuchCall() implements Refusal {
    }

    /** The caller may not see the call whose members are asked for. */
    record HiddenCall() implements Refusal {
    }
}
