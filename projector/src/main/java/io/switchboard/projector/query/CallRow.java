package io.switchboard.projector.query;

import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call on a page.
 *
 * @param members the first ones, newest first
 */
public record CallRow(CallCore core, ObjectNode settings, List<Member> members) {
}
