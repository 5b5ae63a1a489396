package io.switchboard.command.call;

import io.switchboard.events.CallEvent.MemberData;
import io.switchboard.events.Cid;
import io.switchboard.events.calltype.CallType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can be asked of a call: the contract's operations, already read and checked for shape. Immutable.
 */
public sealed interface CallCommand {

    /**
     * Create the call unless it is there.
     *
     * @param data         what it starts with
     * @param creatorReady whether the creator is a known user whose document needs no change; a creation with an
     *                     unready creator is answered {@link CallReply.CreatorNeeded} and writes nothing
     * @param membersLimit how many members to answer with
     */
    record GetOrCreate(NewCall data, boolean creatorReady, int membersLimit) implements CallCommand {
    }

    /** Look at the call. */
    record Get(int membersLimit) implements CallCommand {
    }

    /** Change properties; what is absent stays. */
    record Update(Optional<ObjectNode> custom, Optional<ObjectNode> settingsOverride, Optional<Instant> startsAt)
            implements CallCommand {
    }

    /** Add or change members, and remove others. */
    record UpdateMembers(List<MemberUpsert> upserts, List<String> removals) implements CallCommand {
    }

    /** End the call for everyone. */
    record End() implements CallCommand {
    }

    /**
     * @param createdBy the creator a server names; a user is always the creator of what he creates
     * @param members   no user twice
     */
    record NewCall(Optional<String> createdBy, List<MemberData> members, Optional<ObjectNode> custom,
                   Optional<ObjectNode> settingsOverride, Optional<Instant> startsAt, Optional<String> team,
                   Optional<Boolean> video, Optional<String> channelCid) {
    }

    /** A member as a request gives him: absent parts keep what he has. */
    record MemberUpsert(String userId, Optional<String> role, Optional<ObjectNode> custom) {
    }

    /**
     * What a decision may know besides the call itself.
     *
     * @param cid        the call
     * @param principal  on whose behalf
     * @param now        the time of the decision
     * @param callType   the call's type, if there is one of that name
     * @param knownUsers which of the users the command names exist
     * @param version    the version the caller expects ({@code If-Match})
     */
    record Context(Cid cid, Principal principal, Instant now,
                   Optional<CallType> callType, Set<String> knownUsers,
                   Optional<Long> version) {
    }
}
