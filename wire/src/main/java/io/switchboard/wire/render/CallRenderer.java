package io.switchboard.wire.render;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallDetails;
import io.switchboard.events.call.CallSession;
import io.switchboard.events.call.Member;
import io.switchboard.events.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes calls, members and users in the shapes of contract §2.1–2.3: which fields are always there, which are an
 * explicit null (rule 8), which are left out. Stateless.
 */
public final class CallRenderer {

    /** There is no media server behind these calls; the reserved name makes sure that nobody sends media anywhere. */
    private static final String MEDIA_HOST = "media.invalid";

    private CallRenderer() {
    }

    /** Writes the fields {@code call}, {@code members} and {@code own_capabilities} into the open object. */
    public static void writeCallState(JsonGenerator g, TimeStyle style, CallView view) {
        g.writeName("call");
        writeCall(g, style, view);
        g.writeName("members");
        writeMembers(g, style, view.members(), view.users());
        g.writeArrayPropertyStart("own_capabilities");
        view.ownCapabilities().forEach(g::writeString);
        g.writeEndArray();
    }

    /** Writes a CallResponse object. */
    public static void writeCall(JsonGenerator g, TimeStyle style, CallView view) {
        CallCore core = view.call().core();
        ObjectNode settings = view.call().settings();
        Cid cid = core.cid();
        g.writeStartObject();
        g.writeStringProperty("type", cid.type());
        g.writeStringProperty("id", cid.id());
        g.writeStringProperty("cid", cid.toString());
        style.write(g, "created_at", core.createdAt());
        style.write(g, "updated_at", core.updatedAt());
        style.writeNullable(g, "starts_at", core.startsAt());
        style.writeNullable(g, "ended_at", core.endedAt());
        g.writeName("created_by");
        UserRenderer.writeUser(g, style, core.createdBy(), view.users(), core.createdAt());
        g.writeStringProperty("current_session_id", core.currentSession().map(CallSession::id).orElse(""));
        g.writeName("session");
        core.session().ifPresentOrElse(
                session -> SessionRenderer.writeSession(g, style, session, view.call(), view.users()), g::writeNull);
        g.writeName("settings");
        SharedText.write(g, style, settings, part -> part.writeTree(settings));
        g.writeName("custom");
        TreeText.write(g, core.custom());
        writeActivities(g, view.call());
        writeIngress(g, cid);
        writeEgress(g);
        JsonNode joinAhead = settings.path("backstage").path("join_ahead_time_seconds");
        if (joinAhead.isNumber()) {
            g.writeNumberProperty("join_ahead_time_seconds", joinAhead.asLong());
        }
        writeOptional(g, "team", core.team());
        if (core.channelCid().isPresent()) {
            g.writeStringProperty("channel_cid", core.channelCid().get());
        } else {
            g.writeNullProperty("channel_cid");
        }
        g.writeNullProperty("thumbnails");
        g.writeEndObject();
    }

    /** Writes an array of MemberResponse objects, in the given order. */
    public static void writeMembers(JsonGenerator g, TimeStyle style, List<Member> members, Map<String, User> users) {
        g.writeStartArray();
        members.forEach(member -> writeMember(g, style, member, users));
        g.writeEndArray();
    }

    /** Writes a MemberResponse object. */
    public static void writeMember(JsonGenerator g, TimeStyle style, Member member, Map<String, User> users) {
        g.writeStartObject();
        g.writeStringProperty("user_id", member.userId());
        g.writeName("user");
        UserRenderer.writeUser(g, style, member.userId(), users, member.createdAt());
        writeOptional(g, "role", member.role());
        style.write(g, "created_at", member.createdAt());
        style.write(g, "updated_at", member.updatedAt());
        g.writeName("custom");
        TreeText.write(g, member.custom());
        g.writeEndObject();
    }

    private static void writeActivities(JsonGenerator g, CallDetails call) {
        g.writeBooleanProperty("backstage", call.core().backstage());
        g.writeBooleanProperty("recording", false);
        g.writeBooleanProperty("transcribing", false);
        g.writeBooleanProperty("captioning", false);
        g.writeBooleanProperty("translating", false);
        g.writeArrayPropertyStart("blocked_user_ids");
        call.blocked().forEach(g::writeString);
        g.writeEndArray();
    }

    private static void writeIngress(JsonGenerator g, Cid cid) {
        g.writeObjectPropertyStart("ingress");
        writeAddress(g, "rtmp", "rtmps://" + MEDIA_HOST + ":443/" + cid.type() + "." + cid.id());
        writeAddress(g, "srt", "srt://" + MEDIA_HOST + ":7777?streamid=" + cid
                + "&passphrase={passphrase}&token={token}");
        writeAddress(g, "whip", "https://" + MEDIA_HOST + "/whip/" + cid.type() + "/" + cid.id());
        g.writeEndObject();
    }

    private static void writeAddress(JsonGenerator g, String protocol, String address) {
        g.writeObjectPropertyStart(protocol);
        g.writeStringProperty("address", address);
        g.writeEndObject();
    }

    private static void writeEgress(JsonGenerator g) {
        g.writeObjectPropertyStart("egress");
        g.writeBooleanProperty("broadcasting", false);
        g.writeArrayPropertyStart("rtmps");
        g.writeEndArray();
        g.writeNullProperty("hls");
        g.writeNullProperty("frame_recording");
        g.writeEndObject();
    }

    private static void writeOptional(JsonGenerator g, String name, Optional<String> value) {
        value.ifPresent(text -> g.writeStringProperty(name, text));
    }
}
