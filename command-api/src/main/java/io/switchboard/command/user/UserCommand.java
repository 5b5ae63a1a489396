package io.switchboard.command.user;

import io.switchboard.command.document.DocumentCommand;
import io.switchboard.command.request.RequestId;
import io.switchboard.events.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Make these users be as given, all or none.
 *
 * @param upserts no user twice
 */
public record UserCommand(List<UserUpsert> upserts, Actor actor, RequestId request, Instant now)
        implements DocumentCommand {

    /** A user as a request gives him: absent parts keep what he has; a given {@code custom} replaces. */
    public record UserUpsert(String id, Optional<String> role, Optional<String> name, Optional<String> image,
                             Optional<ObjectNode> custom, Optional<List<String>> teams,
                             Optional<ObjectNode> teamsRole, Optional<String> language, Optional<Boolean> invisible,
                             Optional<ObjectNode> privacySettings) {

        /** Just be there. */
        public static UserUpsert existing(String id) {
            return new UserUpsert(id, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** Whether it asks for nothing but existence. */
        public boolean bare() {
            return equals(existing(id));
        }
    }
}
