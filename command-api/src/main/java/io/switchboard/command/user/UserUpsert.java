package io.switchboard.command.user;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A user as a request gives him: absent parts keep what he has; a given {@code custom} replaces. */
public record UserUpsert(String id, Optional<String> role, Optional<String> name, Optional<String> image,
                         Optional<ObjectNode> custom, Optional<List<String>> teams, Optional<ObjectNode> teamsRole,
                         Optional<String> language, Optional<Boolean> invisible,
                         Optional<ObjectNode> privacySettings) implements UserChange {

    /** Just be there. */
    public static UserUpsert existing(String id) {
        return new UserUpsert(id, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether it asks for nothing but existence. */
    public boolean bare() {
        return equals(existing(id));
    }

    /** The same for a user of this id and role. */
    public UserUpsert as(String otherId, String otherRole) {
        return new UserUpsert(otherId, Optional.of(otherRole), name, image, custom, teams, teamsRole, language,
                invisible, privacySettings);
    }
}
