package io.switchboard.events.call;

import java.time.Instant;

/**
 * Somebody who is in the call now, by folding.
 *
 * @param userSessionId his own id in the session; a user who is in with two devices has two
 * @param role          the role he is counted under
 */
public record Participant(String userSessionId, String userId, String role, Instant joinedAt) {
}
