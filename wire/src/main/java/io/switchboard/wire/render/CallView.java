package io.switchboard.wire.render;

import io.switchboard.events.call.CallDetails;
import io.switchboard.events.call.Member;
import io.switchboard.events.user.User;
import java.util.List;
import java.util.Map;

/**
 * What an answer shows of a call.
 *
 * @param members         the page of members, in the order of the answer
 * @param users           by id; whoever is missing is shown minimally
 * @param ownCapabilities what the caller may do there
 */
public record CallView(CallDetails call, List<Member> members, Map<String, User> users,
                       List<String> ownCapabilities) {
}
