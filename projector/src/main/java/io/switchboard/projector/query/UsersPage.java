package io.switchboard.projector.query;

import io.switchboard.events.user.User;
import java.util.List;
import java.util.Map;

/**
 * A page of users.
 *
 * @param others users whom the page names besides, by id, as far as they exist: who banned whom
 */
public record UsersPage(List<User> users, Map<String, User> others) {
}
