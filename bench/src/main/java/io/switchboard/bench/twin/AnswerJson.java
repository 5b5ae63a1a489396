package io.switchboard.bench.twin;

import io.switchboard.bench.twin.CallStore.StoredCall;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.events.calltype.Grants;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers with the contract's fields (sections 2.1 to 2.3), times as nanoseconds since the epoch. */
final class AnswerJson {

    private static final JsonMapper JSON = EventJson.mapper();
    private static final List<String> ALL_CAPABILITIES = Grants.allCapabilities();

    private AnswerJson() {
    }

    static ObjectNode call(StoredCall stored, boolean created) {
        Map<String, User> users = byId(stored.users());
        ObjectNode answer = JSON.createObjectNode();
        answer.set("call", callNode(stored, users));
        answer.put("created", created);
        answer.set("members", membersNode(stored.members(), users));
        ArrayNode capabilities = answer.putArray("own_capabilities");
        ALL_CAPABILITIES.forEach(capabilities::add);
        return answer;
    }

    static ObjectNode members(List<Member> members, List<User> users) {
        ObjectNode answer = JSON.createObjectNode();
        answer.set("members", membersNode(members, byId(users)));
        return answer;
    }

    static ObjectNode users(List<User> users) {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode map = answer.putObject("users");
        users.forEach(user -> map.set(user.id(), userNode(user)));
        return answer.put("membership_deletion_task_id", "");
    }

    private static ObjectNode callNode(StoredCall stored, Map<String, User> users) {
        CallCore core = stored.core();
        ObjectNode call = JSON.createObjectNode();
        call.put("type", core.cid().type()).put("id", core.cid().id()).put("cid", core.cid().toString());
        call.put("created_at", nanos(core.createdAt())).put("updated_at", nanos(core.updatedAt()));
        putTime(call, "starts_at", core.startsAt());
        putTime(call, "ended_at", core.endedAt());
        call.set("created_by", userNode(users.get(core.createdBy())));
        call.put("current_session_id", "").putNull("session");
        call.set("settings", stored.settings());
        call.set("custom", core.custom());
        call.put("backstage", core.backstage()).put("recording", false).put("transcribing", false)
                .put("captioning", false).put("translating", false);
        call.putArray("blocked_user_ids");
        ObjectNode ingress = call.putObject("ingress");
        String id = core.cid().id();
        ingress.putObject("rtmp").put("address", "rtmps://ingress.invalid:443/" + id);
        ingress.putObject("srt").put("address", "srt://ingress.invalid:443?streamid=" + id
                + "&passphrase={passphrase}&token={token}");
        ingress.putObject("whip").put("address", "https://ingress.invalid/whip/" + id);
        ObjectNode egress = call.putObject("egress").put("broadcasting", false);
        egress.putArray("rtmps");
        egress.putNull("hls").putNull("frame_recording");
        core.team().ifPresent(team -> call.put("team", team));
        return call.putNull("channel_cid").putNull("thumbnails");
    }

    private static ArrayNode membersNode(List<Member> members, Map<String, User> users) {
        ArrayNode list = JSON.createArrayNode();
        for (Member member : members) {
            ObjectNode node = list.addObject().put("user_id", member.userId());
            node.set("user", userNode(users.get(member.userId())));
            node.put("created_at", nanos(member.createdAt())).put("updated_at", nanos(member.updatedAt()));
            node.set("custom", member.custom());
            member.role().ifPresent(role -> node.put("role", role));
        }
        return list;
    }

    private static ObjectNode userNode(User user) {
        ObjectNode node = JSON.createObjectNode().put("id", user.id()).put("role", user.role());
        user.name().ifPresent(name -> node.put("name", name));
        user.image().ifPresent(image -> node.put("image", image));
        node.put("created_at", nanos(user.createdAt())).put("updated_at", nanos(user.updatedAt()));
        node.set("custom", user.custom());
        ArrayNode teams = node.putArray("teams");
        user.teams().forEach(teams::add);
        node.put("language", user.language()).put("banned", false).put("online", false);
        node.putArray("blocked_user_ids");
        return node.put("invisible", user.invisible()).put("shadow_banned", false);
    }

    private static void putTime(ObjectNode node, String field, Optional<Instant> time) {
        time.ifPresentOrElse(t -> node.put(field, nanos(t)), () -> node.putNull(field));
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    private static Map<String, User> byId(List<User> users) {
        return users.stream().collect(Collectors.toMap(User::id, Function.identity(), (one, same) -> one));
    }
}
