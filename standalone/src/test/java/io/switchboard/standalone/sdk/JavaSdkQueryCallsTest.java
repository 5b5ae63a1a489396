package io.switchboard.standalone.sdk;

import static java.util.Collections.singletonMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.models.CallRequest;
import io.getstream.models.CallStateResponseFields;
import io.getstream.models.MemberRequest;
import io.getstream.models.QueryCallsRequest;
import io.getstream.models.UpdateCallMembersRequest;
import io.getstream.models.UpdateCallRequest;
import io.getstream.services.Call;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No test here waits between a write and the query that must see it. */
@ExtendWith(SwitchboardServer.class)
class JavaSdkQueryCallsTest {

    private final Stage stage;

    JavaSdkQueryCallsTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
    }

    @Test
    void theDefaultListStartsWithTheNewestCall() throws Exception {
        for (String name : List.of("a", "b", "c")) {
            stage.create("default", name);
            List<CallStateResponseFields> calls = stage.sdk().video().queryCalls().execute().getData().getCalls();

            assertThat(Stage.callIds(calls)).startsWith(stage.id(name)).hasSizeLessThanOrEqualTo(25);
            assertThat(calls).extracting(state -> state.getCall().getCreatedAt()).isSortedAccordingTo(
                    (left, right) -> right.compareTo(left));
        }
    }

    @Test
    void aFoundCallLooksAsItWasAnsweredOnCreation() throws Exception {
        stage.users("john", "jack");
        var created = stage.create(stage.call("default", "c"), stage.byHost().custom(Map.of("color", "blue"))
                .startsAt(Date.from(Instant.now().plusSeconds(60)))
                .members(List.of(stage.member("john", "admin"), stage.member("jack"))));

        var answer = stage.sdk().video().queryCalls(QueryCallsRequest.builder()
                .filterConditions(Map.of("cid", created.getCall().getCid())).build()).execute().getData();

        assertThat(answer.getCalls()).hasSize(1);
        assertThat(answer.getCalls().getFirst().getCall()).isEqualTo(created.getCall());
        assertThat(answer.getCalls().getFirst().getMembers()).isEqualTo(created.getMembers());
        assertThat(answer.getCalls().getFirst().getOwnCapabilities()).isNotNull();
        assertThat(answer.getNext()).isNull();
    }

    @Test
    void callsAreFoundByIdCidTypeAndCreator() throws Exception {
        stage.create("default", "a");
        stage.create("default", "b");
        stage.create("livestream", "c");
        stage.create(stage.call("livestream", "foreign"), CallRequest.builder()
                .createdByID(stage.id("guest")));

        assertThat(stage.find(Map.of("id", stage.id("a")))).isEqualTo(stage.ids("a"));
        assertThat(stage.find(Map.of("id", Map.of("$eq", stage.id("a"))))).isEqualTo(stage.ids("a"));
        assertThat(stage.find(Map.of("cid", Map.of("$in", List.of(
                stage.cid("default", "a"), stage.cid("livestream", "c"), stage.cid("default", "c"))))))
                .containsExactlyInAnyOrderElementsOf(stage.ids("a", "c"));
        assertThat(stage.find(Map.of("created_by_user_id", stage.id("host"))))
                .containsExactlyInAnyOrderElementsOf(stage.ids("a", "b", "c"));
        assertThat(stage.findMine(Map.of("type", "livestream"))).isEqualTo(stage.ids("c"));
        assertThat(stage.findMine(Map.of("type", Map.of("$in", List.of("default", "audio_room")))))
                .containsExactlyInAnyOrderElementsOf(stage.ids("a", "b"));
        assertThat(stage.findMine(Map.of("backstage", true))).isEqualTo(stage.ids("c"));
        assertThat(stage.find(Map.of("id", stage.id("never-created")))).isEmpty();
    }

    @Test
    void callsAreFoundByTheirStartTimeAtOnceAfterEachChangeOfIt() throws Exception {
        Instant noon = Instant.parse("2031-05-06T12:00:00.500Z");
        Call call = stage.call("default", "scheduled");
        stage.create(call, stage.byHost().startsAt(Date.from(noon)));
        stage.create("default", "unscheduled");

        assertThat(stage.findMine(startsBetween(noon, noon.plusMillis(1)))).isEqualTo(stage.ids("scheduled"));
        assertThat(stage.findMine(Map.of("starts_at", Map.of("$gt", Date.from(noon))))).isEmpty();
        assertThat(stage.findMine(Map.of("starts_at", Map.of("$lte", Date.from(noon))))).isEqualTo(stage.ids("scheduled"));
        assertThat(stage.findMine(Map.of("starts_at", "2031-05-06T14:00:00.5+02:00"))).as("the same instant in another zone")
                .isEqualTo(stage.ids("scheduled"));
        assertThat(stage.findMine(singletonMap("starts_at", null))).isEqualTo(stage.ids("unscheduled"));

        call.update(UpdateCallRequest.builder().startsAt(Date.from(noon.plusSeconds(86_400))).build());

        assertThat(stage.findMine(startsBetween(noon, noon.plusSeconds(3600)))).isEmpty();
        assertThat(stage.findMine(startsBetween(noon.plusSeconds(86_400), noon.plusSeconds(86_401))))
                .isEqualTo(stage.ids("scheduled"));
    }

    @Test
    void callsAreFoundByTheirMembersAtOnceAfterEachChangeOfThem() throws Exception {
        stage.users("john", "jack", "sara");
        Call first = stage.call("default", "first");
        stage.create(first, stage.byHost().members(List.of(stage.member("john"), stage.member("jack"))));
        stage.create(stage.call("default", "second"), stage.byHost().members(List.of(stage.member("jack"))));

        assertThat(findByMembers("john")).isEqualTo(stage.ids("first"));
        assertThat(findByMembers("john", "jack")).containsExactlyInAnyOrderElementsOf(stage.ids("first", "second"));
        assertThat(findByMembers("sara")).isEmpty();

        change(first, UpdateCallMembersRequest.builder().updateMembers(List.of(
                MemberRequest.builder().userID(stage.id("sara")).build())));
        assertThat(findByMembers("sara")).isEqualTo(stage.ids("first"));

        change(first, UpdateCallMembersRequest.builder().removeMembers(stage.ids("sara", "john")));
        assertThat(findByMembers("sara", "john")).isEmpty();
        assertThat(findByMembers("jack")).containsExactlyInAnyOrderElementsOf(stage.ids("first", "second"));
    }

    @Test
    void callsAreFoundByTheirCustomDataAtOnceAfterEachChangeOfIt() throws Exception {
        Call call = stage.call("default", "c");
        stage.create(call, stage.byHost().custom(Map.of("color", "blue", "seats", 12, "place", Map.of("city", "Köln"))));
        stage.create(stage.call("default", "other"), stage.byHost().custom(Map.of("color", "green", "seats", 9)));

        assertThat(stage.findMine(Map.of("custom.color", "blue"))).isEqualTo(stage.ids("c"));
        assertThat(stage.findMine(Map.of("custom.place.city", Map.of("$eq", "Köln")))).isEqualTo(stage.ids("c"));
        assertThat(stage.findMine(Map.of("custom.seats", Map.of("$gt", 9)))).as("numbers compare as numbers")
                .isEqualTo(stage.ids("c"));
        assertThat(stage.findMine(Map.of("custom.color", Map.of("$in", List.of("blue", "green"))))).hasSize(2);

        call.update(UpdateCallRequest.builder().custom(Map.of("color", "red")).build());

        assertThat(stage.findMine(Map.of("custom.color", "blue"))).isEmpty();
        assertThat(stage.findMine(Map.of("custom.color", "red"))).isEqualTo(stage.ids("c"));
        assertThat(stage.findMine(Map.of("custom.place.city", "Köln"))).isEmpty();
    }

    @Test
    void endedCallsAreToldFromOthersAtOnce() throws Exception {
        Call call = stage.call("default", "ended");
        stage.create(call, stage.byHost());
        stage.create("default", "running");
        assertThat(stage.findMine(singletonMap("ended_at", null))).hasSize(2);

        call.end();

        assertThat(stage.findMine(singletonMap("ended_at", null))).isEqualTo(stage.ids("running"));
        assertThat(stage.findMine(Map.of("ended_at", Map.of("$exists", true)))).isEqualTo(stage.ids("ended"));
        assertThat(stage.findMine(Map.of("ended_at", Map.of("$gt", Date.from(Instant.now().minusSeconds(60))))))
                .isEqualTo(stage.ids("ended"));
    }

    private List<String> findByMembers(String... names) throws Exception {
        return stage.find(Map.of("members", Map.of("$in", stage.ids(names))));
    }

    private static Map<String, Object> startsBetween(Instant from, Instant before) {
        return Map.of("starts_at", Map.of("$gte", Date.from(from), "$lt", Date.from(before)));
    }

    private static void change(Call call, UpdateCallMembersRequest.UpdateCallMembersRequestBuilder members) throws Exception {
        call.updateCallMembers(members.build());
    }
}
