package io.switchboard.wire.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallDetails;
import io.switchboard.events.call.Member;
import io.switchboard.events.user.User;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RenderTest {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Instant CREATED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant UPDATED = Instant.parse("2026-11-22T10:00:00.123456789Z");

    private static final User JOHN = new User("john", "admin", Optional.of("John"), Optional.of("https://x/y.png"),
            object("{'since':'2026-01-01T00:00:00Z','none':null}"), List.of("red"),
            Optional.of(object("{'red':'admin'}")), "en", true, Optional.of(object("{'typing':{'enabled':false}}")),
            CREATED, UPDATED);

    @Test
    void a_fresh_call_has_explicit_nulls_and_leaves_out_what_has_no_value() {
        CallView view = view(core(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(json(g -> CallRenderer.writeCall(g, TimeStyle.NANOS, view))).isEqualTo(object("""
                {'type':'default','id':'c-1','cid':'default:c-1',
                 'created_at':1795341600000000000,'updated_at':1795341600123456789,'starts_at':null,'ended_at':null,
                 'created_by':{'id':'john','role':'admin','name':'John','image':'https://x/y.png',
                   'custom':{'since':'2026-01-01T00:00:00Z','none':null},'teams':['red'],'teams_role':{'red':'admin'},
                   'language':'en','banned':false,'shadow_banned':false,'online':false,'invisible':true,
                   'blocked_user_ids':[],'created_at':1795341600000000000,'updated_at':1795341600123456789},
                 'current_session_id':'','session':null,
                 'settings':{'backstage':{'enabled':true,'join_ahead_time_seconds':0},'video':{'since':'2026-01-01T00:00:00Z'}},
                 'custom':{'color':'blue','exact':1.50},
                 'backstage':true,'recording':false,'transcribing':false,'captioning':false,'translating':false,
                 'blocked_user_ids':[],
                 'ingress':{'rtmp':{'address':'rtmps://media.invalid:443/default.c-1'},
                   'srt':{'address':'srt://media.invalid:7777?streamid=default:c-1&passphrase={passphrase}&token={token}'},
                   'whip':{'address':'https://media.invalid/whip/default/c-1'}},
                 'egress':{'broadcasting':false,'rtmps':[],'hls':null,'frame_recording':null},
                 'join_ahead_time_seconds':0,'channel_cid':null,'thumbnails':null}"""));
    }

    @Test
    void what_is_set_is_written_in_the_style_of_the_path_family() {
        CallView view = view(core(Optional.of(CREATED), Optional.of(UPDATED), Optional.of("red"), Optional.of("a:b")));
        JsonNode video = json(g -> CallRenderer.writeCall(g, TimeStyle.RFC3339, view));
        assertThat(video.get("starts_at").stringValue()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(video.get("ended_at").stringValue()).isEqualTo("2026-11-22T10:00:00.123456789Z");
        assertThat(video.at("/created_by/created_at").stringValue()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(video.get("team").stringValue()).isEqualTo("red");
        assertThat(video.get("channel_cid").stringValue()).isEqualTo("a:b");

        JsonNode server = json(g -> CallRenderer.writeCall(g, TimeStyle.NANOS, view));
        assertThat(server.get("starts_at").isIntegralNumber()).isTrue();
        assertThat(server.get("ended_at").longValue()).isEqualTo(1795341600123456789L);
    }

    @Test
    void times_inside_settings_and_custom_data_stay_as_they_were_given() {
        JsonNode call = json(g -> CallRenderer.writeCall(g, TimeStyle.NANOS,
                view(core(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))));
        assertThat(call.at("/settings/video/since").stringValue()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(call.at("/created_by/custom/since").stringValue()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void members_keep_their_order_and_unknown_users_are_written_minimally() {
        List<Member> members = List.of(
                new Member("zoe", Optional.of("host"), object("{'a':1}"), CREATED, UPDATED),
                new Member("john", Optional.empty(), object("{}"), CREATED, CREATED));
        JsonNode written = json(g -> CallRenderer.writeMembers(g, TimeStyle.RFC3339, members, Map.of("john", JOHN)));

        assertThat(written.get(0)).isEqualTo(object("""
                {'user_id':'zoe','user':{'id':'zoe','role':'user','custom':{},'teams':[],'language':'','banned':false,
                   'shadow_banned':false,'online':false,'invisible':false,'blocked_user_ids':[],
                   'created_at':'2026-11-22T10:00:00Z','updated_at':'2026-11-22T10:00:00Z'},
                 'role':'host','created_at':'2026-11-22T10:00:00Z','updated_at':'2026-11-22T10:00:00.123456789Z',
                 'custom':{'a':1}}"""));
        assertThat(written.get(1).get("user_id").stringValue()).isEqualTo("john");
        assertThat(written.get(1).propertyNames()).doesNotContain("role", "deleted_at");
        assertThat(written.get(1).at("/user/name").stringValue()).isEqualTo("John");
    }

    @Test
    void a_call_with_its_members_and_capabilities_fills_an_open_object() {
        CallView view = view(core(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        JsonNode state = json(g -> {
            g.writeStartObject();
            CallRenderer.writeCallState(g, TimeStyle.NANOS, view);
            g.writeEndObject();
        });
        assertThat(state.propertyNames()).containsExactlyInAnyOrder("call", "members", "own_capabilities");
        assertThat(state.get("own_capabilities").toString()).isEqualTo("[\"join-call\",\"send-audio\"]");
    }

    @Test
    void a_full_user_has_counters_and_lists_and_an_absent_name_is_left_out() {
        User bare = new User("jack", "user", Optional.empty(), Optional.empty(), object("{}"), List.of(),
                Optional.empty(), "", false, Optional.empty(), CREATED, CREATED);
        assertThat(json(g -> UserRenderer.writeFullUser(g, TimeStyle.RFC3339, bare))).isEqualTo(object("""
                {'id':'jack','role':'user','custom':{},'teams':[],'language':'','banned':false,'shadow_banned':false,
                 'online':false,'invisible':false,'blocked_user_ids':[],'created_at':'2026-11-22T10:00:00Z',
                 'updated_at':'2026-11-22T10:00:00Z','channel_mutes':[],'mutes':[],'devices':[],
                 'total_unread_count':0,'unread_channels':0,'unread_count':0,'unread_threads':0}"""));
        assertThat(json(g -> UserRenderer.writeFullUser(g, TimeStyle.NANOS, JOHN)).get("privacy_settings"))
                .isEqualTo(object("{'typing':{'enabled':false}}"));
    }

    @Test
    void nanoseconds_reach_from_the_first_to_the_last_moment_of_64_bits() {
        Instant first = Instant.ofEpochSecond(0, Long.MIN_VALUE);
        Instant last = Instant.ofEpochSecond(0, Long.MAX_VALUE);
        assertThat(nanos(first)).isEqualTo(Long.MIN_VALUE);
        assertThat(nanos(last)).isEqualTo(Long.MAX_VALUE);
        assertThat(nanos(Instant.parse("1969-12-31T23:59:59.999999999Z"))).isEqualTo(-1);
        assertThatThrownBy(() -> nanos(last.plusNanos(1))).isInstanceOf(ArithmeticException.class);
    }

    private static long nanos(Instant time) {
        return json(g -> TimeStyle.NANOS.writeValue(g, time)).longValue();
    }

    private static CallView view(CallCore core) {
        return new CallView(new CallDetails(core,
                object("{'backstage':{'enabled':true,'join_ahead_time_seconds':0},'video':{'since':'2026-01-01T00:00:00Z'}}"),
                List.of(), List.of(), List.of()), List.of(), Map.of("john", JOHN), List.of("join-call", "send-audio"));
    }

    private static CallCore core(Optional<Instant> startsAt, Optional<Instant> endedAt, Optional<String> team,
                                 Optional<String> channelCid) {
        return new CallCore(new Cid("default", "c-1"), 3, "hash", "john", CREATED, UPDATED, startsAt, endedAt,
                object("{'color':'blue','exact':1.50}"), team, true, channelCid, 0);
    }

    private static JsonNode json(Consumer<JsonGenerator> writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator g = MAPPER.createGenerator(text)) {
            writing.accept(g);
        }
        return MAPPER.readTree(text.toString());
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
    }
}
