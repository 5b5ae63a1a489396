package io.switchboard.projector.query;

import io.switchboard.events.user.User;
import java.util.List;
import java.util.Map;

/**
 * A page of calls.
 *
 * @param users every user the page names (creators, members), by id, as far as they exist
 */
public record CallsPage(List<CallRow> calls, Map<String, User> users, PageCursors cursors) {
}
