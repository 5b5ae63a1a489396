package io.switchboard.command.http;

import io.switchboard.events.calltype.CallType;
import java.util.Optional;

/** The application's call types as they are now. Thread-safe. */
@FunctionalInterface
public interface CallTypes {

    /**
     * The call type of this name. "Does not exist" is only said after reading the call types' log to its end.
     *
     * @throws io.switchboard.wire.error.ApiException unavailable, when the log's end cannot be reached in time
     */
    Optional<CallType> find(String name);
}
