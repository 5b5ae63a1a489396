package io.switchboard.command.call;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallRows;
import io.switchboard.events.call.CallSession;
import io.switchboard.events.call.Participant;
import io.switchboard.events.calltype.Permission;
import io.switchboard.wire.error.ApiError;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A call that exists, as one decision sees it: its rows, who asks, and what he may do. */
record Situation(CallCommand.Context context, CallRows rows, CallCore core, Access access) {

    Cid cid() {
        return context.cid();
    }

    Instant now() {
        return context.now();
    }

    Optional<CallSession> session() {
        return core.currentSession();
    }

    /** The current session's id, or that of the one which would begin now. */
    String sessionId() {
        return session().map(CallSession::id).orElse(context.ids().session());
    }

    ObjectNode settings() {
        return rows.settings(cid());
    }

    /** With which devices the user is in. */
    List<Participant> devices(String userId) {
        return core.ongoing() ? rows.participantsOf(cid(), userId) : List.of();
    }

    /** The user on whose behalf this happens: the one who asks, or the one a server names. */
    Optional<String> by(Optional<String> named) {
        return context.principal().userId().or(() -> named);
    }

    /** @return the refusal when there is no user of this id; {@code field} is where the request names him */
    Optional<ApiError> unknown(String field, String userId) {
        return context.people().find(userId).isPresent() ? Optional.empty()
                : Optional.of(ApiError.input(field, "the provided users [" + userId + "] don't exist"));
    }

    /** As {@link #unknown}, for the user on whose behalf a server asks; a user who asks himself need not be known. */
    Optional<ApiError> unknownActor(String field, Optional<String> named) {
        return context.principal().userId().isPresent() ? Optional.empty() : named.flatMap(id -> unknown(field, id));
    }

    /** @return the refusal of the first of these permissions that is missing */
    Optional<ApiError> missing(Permission... permissions) {
        return Arrays.stream(permissions).flatMap(permission -> access.refusal(permission).stream()).findFirst();
    }
}
