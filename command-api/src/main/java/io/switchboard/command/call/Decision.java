package io.switchboard.command.call;

import io.switchboard.events.CallEvent;
import io.switchboard.wire.error.ApiError;
import java.util.List;

/** What the domain makes of a command. */
public sealed interface Decision {

    /** It happens: these events, in this order, all or none. No events means that nothing needed to change. */
    record Accepted(List<CallEvent> events) implements Decision {
    }

    /** It does not happen, and why. */
    record Refused(ApiError error) implements Decision {
    }

    /** It would happen, but its creator's user document has to be written first. */
    record CreatorNeeded(String userId) implements Decision {
    }

    static Decision nothing() {
        return new Accepted(List.of());
    }

    static Decision happened(CallEvent... events) {
        return new Accepted(List.of(events));
    }

    static Decision refused(ApiError error) {
        return new Refused(error);
    }
}
