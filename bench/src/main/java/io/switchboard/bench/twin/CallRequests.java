package io.switchboard.bench.twin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The request bodies of the twin's three operations. Absent and null are the same. */
final class CallRequests {

    private CallRequests() {
    }

    record CreateCall(Optional<CallData> data) {
    }

    record CallData(Optional<String> createdById, List<MemberRequest> members, Optional<ObjectNode> custom,
                    Optional<ObjectNode> settingsOverride, Optional<Instant> startsAt, Optional<String> team,
                    Optional<Boolean> video, Optional<String> channelCid) {
        CallData {
            members = members == null ? List.of() : members;
        }
    }

    record MemberRequest(String userId, Optional<String> role, Optional<ObjectNode> custom) {
    }

    record UpdateMembers(List<MemberRequest> updateMembers, List<String> removeMembers) {
        UpdateMembers {
            updateMembers = updateMembers == null ? List.of() : updateMembers;
            removeMembers = removeMembers == null ? List.of() : removeMembers;
        }
    }

    record UpsertUsers(Map<String, UserRequest> users) {
    }

    record UserRequest(String id, Optional<String> role, Optional<String> name, Optional<String> image,
                       Optional<ObjectNode> custom) {
    }
}
