package io.switchboard.command.call;

import io.switchboard.events.call.CallDetails;
import io.switchboard.events.call.CallSession;
import io.switchboard.events.call.Member;
import io.switchboard.events.call.Participant;
import io.switchboard.wire.error.ApiError;
import java.util.List;
import java.util.Optional;

/** What a caller learns once his command is committed or refused. */
public sealed interface CallReply {

    /**
     * The call as it stands after the command; deleted, as it stood before.
     *
     * @param created         whether this command created it
     * @param members         the page the command asks for; for a member update, the upserted ones in request order
     * @param ownCapabilities what the caller may do there
     * @param shown           what else the command asks to see
     */
    record Done(boolean created, CallDetails call, List<Member> members, List<String> ownCapabilities, Shown shown)
            implements CallReply {
    }

    /**
     * What some commands answer besides the call.
     *
     * @param membership    the caller's own, if he is a member
     * @param userSessionId as which he came in
     * @param rung          whom the command rang
     * @param participants  who is in, as far as asked for
     * @param session       the session asked for
     */
    record Shown(Optional<Member> membership, Optional<String> userSessionId, List<String> rung,
                 List<Participant> participants, Optional<CallSession> session) {

        /** Nothing but the call. */
        static final Shown NOTHING =
                new Shown(Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty());
    }

    /** See {@link Decision.Refused}. */
    record Refused(ApiError error) implements CallReply {
    }

    /** See {@link Decision.CreatorNeeded}. */
    record CreatorNeeded(String userId) implements CallReply {
    }
}
