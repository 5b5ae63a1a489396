package io.switchboard.events.user;

import io.switchboard.events.user.UserStatus.Ban;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The full current document of a user, as the {@code users} topic holds it.
 *
 * @param role            application role, {@code user} unless set
 * @param custom          the application's own data, untouched
 * @param privacySettings as the application gave them
 * @param teamsRole       role per team, as the application gave it
 * @param status          absent as long as nothing was decided about him
 * @param ties            absent as long as he has none
 */
public record User(String id, String role, Optional<String> name, Optional<String> image, ObjectNode custom,
                   List<String> teams, Optional<ObjectNode> teamsRole, String language, boolean invisible,
                   Optional<ObjectNode> privacySettings, Instant createdAt, Instant updatedAt,
                   Optional<UserStatus> status, Optional<UserTies> ties) {

    /** The application role of whoever has no other (contract 2.8). */
    public static final String DEFAULT_ROLE = "user";

    /** Without status and ties. */
    public User(String id, String role, Optional<String> name, Optional<String> image, ObjectNode custom,
                List<String> teams, Optional<ObjectNode> teamsRole, String language, boolean invisible,
                Optional<ObjectNode> privacySettings, Instant createdAt, Instant updatedAt) {
        this(id, role, name, image, custom, teams, teamsRole, language, invisible, privacySettings, createdAt,
                updatedAt, Optional.empty(), Optional.empty());
    }

    /** A user of whom nothing is known but since when he is known. */
    public static User blank(String id, Instant since) {
        return new User(id, DEFAULT_ROLE, Optional.empty(), Optional.empty(), JsonNodeFactory.instance.objectNode(),
                List.of(), Optional.empty(), "", false, Optional.empty(), since, since);
    }

    /** {@link #status}, good when absent. */
    public UserStatus standing() {
        return status.orElse(UserStatus.GOOD);
    }

    /** {@link #ties}, none when absent. */
    public UserTies connections() {
        return ties.orElse(UserTies.NONE);
    }

    /** Neither deactivated nor deleted. */
    public boolean active() {
        return standing().deactivatedAt().isEmpty() && !deleted();
    }

    public boolean deleted() {
        return standing().deletedAt().isPresent();
    }

    /** The ban that holds at this moment. */
    public Optional<Ban> ban(Instant now) {
        return standing().ban().filter(ban -> ban.holds(now));
    }

    /** The same user without a ban that has expired by then. */
    public User at(Instant now) {
        return standing().ban().isPresent() && ban(now).isEmpty()
                ? with(standing().withBan(Optional.empty())) : this;
    }

    public Set<String> blockedUserIds() {
        return connections().blocks().stream().map(UserTies.Block::userId).collect(Collectors.toUnmodifiableSet());
    }

    public User with(UserStatus next) {
        return new User(id, role, name, image, custom, teams, teamsRole, language, invisible, privacySettings,
                createdAt, updatedAt, Optional.of(next).filter(s -> !s.equals(UserStatus.GOOD)), ties);
    }

    public User with(UserTies next) {
        return new User(id, role, name, image, custom, teams, teamsRole, language, invisible, privacySettings,
                createdAt, updatedAt, status, Optional.of(next).filter(t -> !t.equals(UserTies.NONE)));
    }

    public User withUpdatedAt(Instant next) {
        return new User(id, role, name, image, custom, teams, teamsRole, language, invisible, privacySettings,
                createdAt, next, status, ties);
    }
}
