package io.switchboard.command.user;

import io.switchboard.events.user.UserStatus.Ban;
import io.switchboard.events.user.UserTies.Device;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What is to become of one user (contract 1.3). */
public sealed interface UserChange permits UserUpsert, UserChange.OfExisting, UserChange.Restore {

    /** Whom it is about. */
    String id();

    /** Refused when there is no such user, or he is deleted. */
    sealed interface OfExisting extends UserChange {
    }

    /**
     * Parts of him change.
     *
     * @param known  what is given of the fields every user has
     * @param custom values by their paths in his custom data, such as {@code shoes.size}
     * @param unset  names of fields, or paths in his custom data, to be as if never set
     */
    record Patch(UserUpsert known, ObjectNode custom, List<String> unset,
                 Optional<Instant> revokeTokensIssuedBefore) implements OfExisting {

        /** What names mean by themselves; every other name is one of custom data. */
        public static final Set<String> FIELDS = Set.of("name", "image", "role", "teams", "teams_role", "language",
                "invisible", "privacy_settings", "revoke_tokens_issued_before", "custom");

        @Override
        public String id() {
            return known.id();
        }
    }

    /** He can do nothing until he is active again. */
    record Deactivate(String id) implements OfExisting {
    }

    /** @param name his new name, if he is to have one */
    record Reactivate(String id, Optional<String> name) implements OfExisting {
    }

    /** @param erase what is known of him is to be forgotten; he can never be restored */
    record Delete(String id, boolean erase) implements OfExisting {
    }

    /** He is to be as before he was deleted. */
    record Restore(String id) implements UserChange {
    }

    /** He does not want to hear of that user. */
    record Block(String id, String userId) implements OfExisting {
    }

    /** He does again. */
    record Unblock(String id, String userId) implements OfExisting {
    }

    /** He does not want to hear those users, for a time or until he says otherwise. */
    record Mute(String id, List<String> userIds, Optional<Instant> expires) implements OfExisting {
    }

    /** He does again. */
    record Unmute(String id, List<String> userIds) implements OfExisting {
    }

    /** The application does not want him in calls. */
    record SetBan(String id, Ban ban) implements OfExisting {
    }

    /** It does again. */
    record LiftBan(String id) implements OfExisting {
    }

    /** He can be notified there; takes the place of the device of this id. */
    record AddDevice(String id, Device device) implements OfExisting {
    }

    /** He cannot any more. */
    record RemoveDevice(String id, String deviceId) implements OfExisting {
    }
}
