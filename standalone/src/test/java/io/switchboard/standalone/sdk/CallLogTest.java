package io.switchboard.standalone.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.exceptions.StreamException;
import io.getstream.models.AudioSettingsRequest;
import io.getstream.models.CallSettingsRequest;
import io.getstream.models.LimitsSettingsRequest;
import io.getstream.models.MemberRequest;
import io.getstream.models.UpdateCallMembersRequest;
import io.getstream.models.UpdateCallRequest;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.call.Call;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.codec.EventJson;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What a Kafka consumer gets to see of the calls that the SDK makes. */
@ExtendWith(SwitchboardServer.class)
class CallLogTest {

    private static final EventCodec CODEC = EventCodec.standard();

    private final RunningSwitchboard switchboard;
    private final Stage stage;

    CallLogTest(RunningSwitchboard switchboard) {
        this.switchboard = switchboard;
        stage = new Stage(switchboard);
    }

    @Test
    void aConsumerFoldsTheEventsOfACallToTheStateThatTheApiShows() throws Exception {
        io.getstream.services.Call eventful = anEventfulCall();
        stage.create("livestream", "quiet");

        Map<String, List<ConsumerRecord<String, byte[]>>> log = CallLog.read(switchboard.kafka());

        for (String cid : List.of(stage.cid("default", "eventful"), stage.cid("livestream", "quiet"))) {
            Call folded = fold(log.get(cid));
            Answer shown = stage.get("/video/call/" + cid.replace(':', '/') + "?members_limit=100");
            assertThat(shown.status()).isEqualTo(200);
            assertThat(stateOf(folded)).as(cid).isEqualTo(stateOf(shown.body()));
            assertThat(shown.header("ETag")).as("version of %s", cid).contains("\"" + folded.core().seq() + "\"");
        }
        assertThat(log.get(stage.cid("default", "eventful"))).extracting(record -> json(record).get("type").stringValue())
                .containsExactly("CallCreated", "CallUpdated", "MembersUpdated", "CallUpdated", "CallEnded");
        assertThat(eventful.get().getData().getMembers()).as("the state is not empty").hasSize(2);
    }

    @Test
    void everyRecordOfTheLogIsACloudEventThatContinuesTheHistoryOfItsCall() throws Exception {
        anEventfulCall();

        Map<String, List<ConsumerRecord<String, byte[]>>> log = CallLog.read(switchboard.kafka());

        assertThat(log).containsKey(stage.cid("default", "eventful"));
        for (Map.Entry<String, List<ConsumerRecord<String, byte[]>>> history : log.entrySet()) {
            long seq = 0;
            String hash = "";
            for (ConsumerRecord<String, byte[]> record : history.getValue()) {
                JsonNode event = json(record);
                assertIsCloudEvent(record, event);
                assertThat(event.get("seq").longValue()).as("seq of %s", event).isEqualTo(++seq);
                assertThat(event.get("prevhash").stringValue()).as("prevhash of %s", event).isEqualTo(hash);
                hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(record.value()));
            }
            assertThat(fold(history.getValue()).core().seq()).as(history.getKey()).isEqualTo(seq);
        }
    }

    private io.getstream.services.Call anEventfulCall() throws StreamException {
        stage.users("host", "john", "jack", "sara");
        io.getstream.services.Call call = stage.call("default", "eventful");
        stage.create(call, stage.byHost().startsAt(Date.from(Instant.parse("2031-02-03T04:05:06.789Z")))
                .custom(Map.of("color", "blue", "price", 9.75, "place", Map.of("city", "Köln", "floors", List.of(1, 2))))
                .members(List.of(stage.member("john", "admin"), stage.member("jack"))));
        call.update(UpdateCallRequest.builder().settingsOverride(CallSettingsRequest.builder()
                .audio(AudioSettingsRequest.builder().defaultDevice("earpiece").build())
                .limits(LimitsSettingsRequest.builder().maxDurationSeconds(3600).build()).build()).build());
        call.updateCallMembers(UpdateCallMembersRequest.builder().removeMembers(stage.ids("jack"))
                .updateMembers(List.of(stage.member("john", "speaker"), MemberRequest.builder()
                        .userID(stage.id("sara")).custom(Map.of("seat", 7)).build())).build());
        call.update(UpdateCallRequest.builder().custom(Map.of("color", "red")).build());
        call.end();
        return call;
    }

    private static void assertIsCloudEvent(ConsumerRecord<String, byte[]> record, JsonNode event) {
        assertThat(new String(record.headers().lastHeader("content-type").value(), UTF_8))
                .isEqualTo("application/cloudevents+json");
        assertThat(event.get("specversion").stringValue()).isEqualTo("1.0");
        assertThat(event.get("id").stringValue()).isNotBlank();
        assertThat(event.get("source").stringValue()).isNotBlank();
        assertThat(event.get("subject").stringValue()).isEqualTo(record.key());
        assertThat(Instant.parse(event.get("time").stringValue())).isBefore(Instant.now().plusSeconds(1));
        assertThat(event.get("dataschema").stringValue())
                .isEqualTo("urn:switchboard:event:" + event.get("type").stringValue() + ":1");
        assertThat(event.get("data").isObject()).isTrue();
    }

    private static Call fold(List<ConsumerRecord<String, byte[]>> history) {
        Optional<Call> call = Optional.empty();
        for (ConsumerRecord<String, byte[]> record : history) {
            StoredEvent event = CODEC.decode(record.value());
            call = Optional.of(Call.apply(call, event));
        }
        return call.orElseThrow();
    }

    private static Map<String, Object> stateOf(Call call) {
        CallCore core = call.core();
        Map<String, Object> members = new TreeMap<>();
        call.members().values().forEach(member -> members.put(member.userId(), List.of(
                member.role(), member.custom(), member.createdAt(), member.updatedAt())));
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("cid", core.cid().toString());
        state.put("created_by", core.createdBy());
        state.put("created_at", core.createdAt());
        state.put("updated_at", core.updatedAt());
        state.put("starts_at", core.startsAt());
        state.put("ended_at", core.endedAt());
        state.put("backstage", core.backstage());
        state.put("custom", core.custom());
        state.put("settings", call.settings());
        state.put("members", members);
        return state;
    }

    private static Map<String, Object> stateOf(JsonNode answer) {
        JsonNode call = answer.get("call");
        Map<String, Object> members = new TreeMap<>();
        answer.get("members").forEach(member -> members.put(member.get("user_id").stringValue(), List.of(
                Optional.ofNullable(member.get("role")).map(JsonNode::stringValue), member.get("custom"),
                time(member, "created_at").orElseThrow(), time(member, "updated_at").orElseThrow())));
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("cid", call.get("cid").stringValue());
        state.put("created_by", call.get("created_by").get("id").stringValue());
        state.put("created_at", time(call, "created_at").orElseThrow());
        state.put("updated_at", time(call, "updated_at").orElseThrow());
        state.put("starts_at", time(call, "starts_at"));
        state.put("ended_at", time(call, "ended_at"));
        state.put("backstage", call.get("backstage").booleanValue());
        state.put("custom", call.get("custom"));
        state.put("settings", call.get("settings"));
        state.put("members", members);
        return state;
    }

    private static Optional<Instant> time(JsonNode object, String field) {
        return object.get(field).isNull() ? Optional.empty() : Optional.of(Instant.parse(object.get(field).stringValue()));
    }

    private static JsonNode json(ConsumerRecord<String, byte[]> record) {
        return EventJson.mapper().readTree(record.value());
    }
}
