package io.switchboard.events.call;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A member of a call, by folding.
 *
 * @param role   any role name; empty when never set
 * @param custom membership data of the application
 */
public record Member(String userId, Optional<String> role, ObjectNode custom, Instant createdAt, Instant updatedAt) {
}
