package io.switchboard.command.calltype;

import io.switchboard.events.calltype.CallType;
import io.switchboard.wire.error.ApiError;
import java.util.Optional;

/** What a caller learns once his command on a call type is committed or refused. */
public sealed interface CallTypeReply {

    /** The call type as it stands; empty when it is deleted. */
    record Done(Optional<CallType> type) implements CallTypeReply {
    }

    /** It did not happen, and why. */
    record Refused(ApiError error) implements CallTypeReply {
    }
}
