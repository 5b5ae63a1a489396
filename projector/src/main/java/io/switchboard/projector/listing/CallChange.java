package io.switchboard.projector.listing;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallSession;
import io.switchboard.events.call.Feedback;
import java.util.Map;
import java.util.Optional;

/**
 * What some events did to the rows of a call.
 *
 * @param before       the call until then; empty when it was not there
 * @param now          the call as it is then
 * @param pastSessions those that are others then, by their ids; empty ones are gone
 * @param feedback     the same of feedback, by its numbers
 */
public record CallChange(Optional<CallCore> before, CallCore now, Map<String, Optional<CallSession>> pastSessions,
                         Map<Long, Optional<Feedback>> feedback) {

    /** The call it is about. */
    public Cid cid() {
        return now.cid();
    }
}
