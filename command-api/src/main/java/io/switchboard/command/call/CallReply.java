package io.switchboard.command.call;

import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.wire.error.ApiError;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What a caller learns once his command is committed or refused. */
public sealed interface CallReply {

    /**
     * The call as it stands after the command.
     *
     * @param created         whether this command created it
     * @param members         the page the command asks for; for a member update, the upserted ones in request order
     * @param ownCapabilities what the caller may do there
     */
    record Done(boolean created, CallCore core, ObjectNode settings, List<Member> members,
                List<String> ownCapabilities) implements CallReply {
    }

    /** See {@link Decision.Refused}. */
    record Refused(ApiError error) implements CallReply {
    }

    /** See {@link Decision.CreatorNeeded}. */
    record CreatorNeeded(String userId) implements CallReply {
    }
}
