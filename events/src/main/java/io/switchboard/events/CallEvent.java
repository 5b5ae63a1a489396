package io.switchboard.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can happen to a call, in the past tense. An event carries what is needed to fold it and nothing else.
 * JSON trees in events are values: nobody changes them after construction.
 */
public sealed interface CallEvent {

    /** The name in the log: CloudEvents {@code type}. */
    default String typeName() {
        return getClass().getSimpleName();
    }

    /**
     * A call came to be.
     *
     * @param createdBy  id of the creating user
     * @param settings   the complete settings at this moment (call type merged with the override): a later change
     *                   of the call type does not reach existing calls (contract rule 19)
     * @param members    the first members, in the order the request gave them
     * @param backstage  whether it starts in backstage, from {@code settings.backstage.enabled}
     */
    record CallCreated(String createdBy, Optional<String> team, Optional<Instant> startsAt, ObjectNode custom,
                       ObjectNode settings, List<MemberData> members, boolean backstage, Optional<Boolean> video,
                       Optional<String> channelCid) implements CallEvent {
    }

    /**
     * Properties changed; an absent part stayed as it was.
     *
     * @param custom           replaces the call's custom data
     * @param settingsOverride merges per field into the call's settings
     */
    record CallUpdated(Optional<ObjectNode> custom, Optional<ObjectNode> settingsOverride,
                       Optional<Instant> startsAt) implements CallEvent {
    }

    /** Members came, changed or went, all in one request. A user stands in at most one of the three lists. */
    record MembersUpdated(List<MemberData> added, List<MemberData> updated, List<String> removed)
            implements CallEvent {
    }

    /**
     * The call was ended for everyone.
     *
     * @param endedBy the user who ended it; empty for a server call
     * @param reason  why, e.g. {@code mark_ended}
     */
    record CallEnded(Optional<String> endedBy, String reason) implements CallEvent {
    }

    /**
     * An event this version of the code has no record for: a newer type, or a newer version of a known one.
     * It keeps its place in the sequence and in the hash chain, and changes nothing else.
     */
    record Unknown(String type, int version, ObjectNode data) implements CallEvent {
        @Override
        public String typeName() {
            return type;
        }
    }

    /** A member's own data, whole: what is not given here is not set. */
    record MemberData(String userId, Optional<String> role, ObjectNode custom) {
    }
}
