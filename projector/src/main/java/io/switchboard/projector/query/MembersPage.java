package io.switchboard.projector.query;

import io.switchboard.events.call.Member;
import io.switchboard.events.user.User;
import java.util.List;
import java.util.Map;

/**
 * A page of members.
 *
 * @param users the members' documents, by id, as far as they exist
 */
public record MembersPage(List<Member> members, Map<String, User> users, PageCursors cursors) {
}
