package io.switchboard.events.user;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The full current document of a user, as the {@code users} topic holds it.
 *
 * @param role            application role, {@code user} unless set
 * @param custom          the application's own data, untouched
 * @param privacySettings as the application gave them
 * @param teamsRole       role per team, as the application gave it
 */
public record User(String id, String role, Optional<String> name, Optional<String> image, ObjectNode custom,
                   List<String> teams, Optional<ObjectNode> teamsRole, String language, boolean invisible,
                   Optional<ObjectNode> privacySettings, Instant createdAt, Instant updatedAt) {
}
