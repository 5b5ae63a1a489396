package io.switchboard.command.http;

import io.switchboard.command.calltype.CallTypeCommand;
import io.switchboard.command.calltype.CallTypeReply;
import io.switchboard.events.calltype.CallType;
import java.util.Map;
import java.util.Optional;

/** The application's call types, to be read and changed. Thread-safe. */
public interface CallTypeDirectory extends CallTypes {

    /**
     * The call type as it is at the log's end.
     *
     * @throws io.switchboard.wire.error.ApiException unavailable, when the log's end cannot be reached in time
     */
    Optional<CallType> current(String name);

    /** Every call type by name, as {@link #current(String)}. */
    Map<String, CallType> current();

    /**
     * Hands the command to the owner of the call types' log and waits for what comes of it.
     *
     * @throws io.switchboard.wire.error.ApiException unavailable, as {@link Calls#submit}
     */
    CallTypeReply submit(CallTypeCommand command);
}
