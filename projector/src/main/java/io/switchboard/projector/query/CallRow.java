package io.switchboard.projector.query;

import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallDetails;
import io.switchboard.events.call.Member;
import io.switchboard.events.call.SendPermissions;
import java.util.List;
import java.util.Optional;

/**
 * A call on a page.
 *
 * @param members         the first ones, newest first
 * @param membership      the viewer's own, if the query named a viewer who is a member
 * @param sendPermissions what the viewer may send here in spite of his roles, if the query named a viewer
 */
public record CallRow(CallDetails call, List<Member> members, Optional<Member> membership,
                      Optional<SendPermissions> sendPermissions) {

    public CallCore core() {
        return call.core();
    }
}
