package io.switchboard.standalone.crash;

import io.switchboard.events.call.Call;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.events.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A call as an answer shows it and as the log has it, so that the two can be compared. Times are nanoseconds.
 *
 * @param members in the order of the contract
 */
record CallImage(String cid, String createdBy, long createdAt, long updatedAt, Optional<Long> startsAt,
                 Optional<Long> endedAt, JsonNode custom, JsonNode settings, boolean backstage,
                 List<MemberImage> members) {

    /** Newest first, then by user id. */
    private static final Comparator<Member> ORDER = Comparator.comparing(Member::createdAt).reversed()
            .thenComparing(Member::userId);

    record MemberImage(String userId, Optional<String> role, JsonNode custom, long createdAt, long updatedAt) {

        static List<MemberImage> shown(JsonNode members) {
            List<MemberImage> images = new ArrayList<>();
            members.forEach(m -> images.add(new MemberImage(m.path("user_id").stringValue(),
                    Optional.ofNullable(m.get("role")).map(JsonNode::stringValue), m.path("custom"),
                    m.path("created_at").longValue(), m.path("updated_at").longValue())));
            return images;
        }

        static List<MemberImage> of(Call call) {
            return call.members().values().stream().sorted(ORDER).map(m -> new MemberImage(m.userId(), m.role(),
                    m.custom(), nanos(m.createdAt()), nanos(m.updatedAt()))).toList();
        }
    }

    record UserImage(String id, String role, Optional<String> name, JsonNode custom, long createdAt, long updatedAt) {

        static UserImage shown(JsonNode user) {
            return new UserImage(user.path("id").stringValue(), user.path("role").stringValue(),
                    Optional.ofNullable(user.get("name")).map(JsonNode::stringValue), user.path("custom"),
                    user.path("created_at").longValue(), user.path("updated_at").longValue());
        }

        static UserImage of(User user) {
            return new UserImage(user.id(), user.role(), user.name(), user.custom(), nanos(user.createdAt()),
                    nanos(user.updatedAt()));
        }
    }

    /** Without the settings, which would drown the rest. */
    @Override
    public String toString() {
        return cid + " by " + createdBy + ", created " + createdAt + ", updated " + updatedAt + ", starts " + startsAt
                + ", ended " + endedAt + ", custom " + custom + ", settings " + settings.hashCode() + ", backstage "
                + backstage + ", " + members;
    }

    /** @param state an object with {@code call} and {@code members} */
    static CallImage shown(JsonNode state) {
        JsonNode call = state.path("call");
        return new CallImage(call.path("cid").stringValue(), call.path("created_by").path("id").stringValue(),
                call.path("created_at").longValue(), call.path("updated_at").longValue(), time(call, "starts_at"),
                time(call, "ended_at"), call.path("custom"), call.path("settings"),
                call.path("backstage").booleanValue(), MemberImage.shown(state.path("members")));
    }

    static CallImage of(Call call) {
        CallCore core = call.core();
        return new CallImage(core.cid().toString(), core.createdBy(), nanos(core.createdAt()), nanos(core.updatedAt()),
                core.startsAt().map(CallImage::nanos), core.endedAt().map(CallImage::nanos), core.custom(),
                call.settings(), core.backstage(), MemberImage.of(call));
    }

    private static Optional<Long> time(JsonNode call, String name) {
        return Optional.of(call.path(name)).filter(JsonNode::isNumber).map(JsonNode::longValue);
    }

    private static long nanos(Instant time) {
        return Duration.ofSeconds(time.getEpochSecond(), time.getNano()).toNanos();
    }
}
