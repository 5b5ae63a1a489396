package io.switchboard.projector.query;

import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call on a page.
 *
 * @param members    the first ones, newest first
 * @param membership the viewer's own, if the query named a viewer who is a member
 */
public record CallRow(CallCore core, ObjectNode settings, List<Member> members, Optional<Member> membership) {
}
