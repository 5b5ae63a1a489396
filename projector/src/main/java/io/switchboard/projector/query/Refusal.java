package io.switchboard.projector.query;

import java.util.List;

/** Why a question gets no answer, however often it is asked. */
public sealed interface Refusal {

    /** The cursor was not issued by this application. */
    record ForgedCursor() implements Refusal {
    }

    /** The cursor was issued for another filter, sort or call. */
    record ForeignCursor() implements Refusal {
    }

    /** There is no such sort field. */
    record UnknownSort(String field, List<String> allowed) implements Refusal {
    }

    /** The call whose members are asked for does not exist. */
    record NoSuchCall() implements Refusal {
    }

    /** The caller may not see the call whose members are asked for. */
    record HiddenCall() implements Refusal {
    }
}
