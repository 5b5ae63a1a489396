package io.switchboard.standalone.sdk;

import static io.switchboard.standalone.sdk.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.models.CallRequest;
import io.getstream.models.GetCallRequest;
import io.getstream.models.GetOrCreateCallRequest;
import io.getstream.models.MemberRequest;
import io.getstream.models.QueryCallMembersRequest;
import io.getstream.models.QueryCallsRequest;
import io.getstream.models.UpdateCallMembersRequest;
import io.getstream.models.UpdateCallRequest;
import io.getstream.services.Call;
import io.getstream.services.framework.StreamSDKClient;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SwitchboardServer.class)
class JavaSdkRefusalsTest {

    private final RunningSwitchboard switchboard;
    private final Stage stage;

    JavaSdkRefusalsTest(RunningSwitchboard switchboard) {
        this.switchboard = switchboard;
        stage = new Stage(switchboard);
    }

    @Test
    void unknownMembersOfANewCallAreNamedAndNothingIsCreated() throws Exception {
        stage.users("john");
        Call call = stage.call("default", "c");

        refused(400, 4, () -> stage.create(call, stage.byHost().members(
                List.of(stage.member("john"), stage.member("nobody"), stage.member("noone")))))
                .isEqualTo("GetOrCreateCall failed with error: \"The following users are involved in call create "
                        + "operation, but don't exist: [%s %s]. Please create the user objects before setting up the call.\"",
                        stage.id("nobody"), stage.id("noone"));

        refused(404, 16, call::get).contains("Can't find call with id");
        assertThat(stage.find(Map.of("id", stage.id("c")))).isEmpty();
    }

    @Test
    void anUnknownNewMemberIsNamedAndNoMemberIsAdded() throws Exception {
        stage.users("john");
        Call call = stage.call("default", "c");
        stage.create(call, stage.byHost());

        refused(400, 4, () -> call.updateCallMembers(UpdateCallMembersRequest.builder().updateMembers(
                List.of(stage.member("john"), stage.member("nobody"))).build()))
                .isEqualTo("UpdateCallMembers failed with error: \"the provided users [%s] don't exist\"", stage.id("nobody"));

        assertThat(call.get().getData().getMembers()).isEmpty();
    }

    @Test
    void aCallThatWasNeverCreatedIsNotFound() {
        Call call = stage.call("default", "never");

        refused(404, 16, call::get)
                .isEqualTo("GetCall failed with error: \"Can't find call with id %s\"", stage.cid("default", "never"));
        refused(404, 16, () -> call.update(UpdateCallRequest.builder().custom(Map.of("a", 1)).build()))
                .contains("Can't find call with id " + stage.cid("default", "never"));
        refused(404, 16, () -> call.updateCallMembers(UpdateCallMembersRequest.builder()
                .removeMembers(stage.ids("john")).build())).contains("Can't find call with id");
        refused(404, 16, call::end).contains("Can't find call with id");
    }

    @Test
    void anUnknownCallTypeIsNotFound() {
        refused(404, 16, () -> stage.create("no-such-type", "c")).contains("no-such-type: call type does not exist");
    }

    @Test
    void aNewCallNeedsACreator() {
        String text = "GetOrCreateCall failed with error: \"either data.created_by or data.created_by_id must be "
                + "provided when using server side auth.\"";
        Call call = stage.call("default", "c");

        refused(400, 4, call::getOrCreate).isEqualTo(text);
        refused(400, 4, () -> stage.create(call, CallRequest.builder().custom(Map.of("color", "blue")))).isEqualTo(text);
        refused(404, 16, call::get).contains("Can't find call");
    }

    @Test
    void moreThanAHundredMembersInOneRequestAreRefused() throws Exception {
        String[] names = IntStream.range(0, 101).mapToObj("u%03d"::formatted).toArray(String[]::new);
        stage.users(Arrays.copyOf(names, 100));
        stage.users(names[100]);
        List<MemberRequest> members = IntStream.range(0, 101).mapToObj(i -> stage.member(names[i])).toList();
        Call call = stage.call("default", "c");

        refused(400, 4, () -> stage.create(call, stage.byHost().members(members))).startsWith("GetOrCreateCall failed with error:");
        refused(404, 16, call::get).contains("Can't find call");
        stage.create(call, stage.byHost().members(members.subList(0, 100)));
        refused(400, 4, () -> call.updateCallMembers(UpdateCallMembersRequest.builder().updateMembers(members).build()))
                .startsWith("UpdateCallMembers failed with error:");
        refused(400, 4, () -> call.updateCallMembers(UpdateCallMembersRequest.builder()
                .removeMembers(stage.ids(names)).build())).startsWith("UpdateCallMembers failed with error:");
        assertThat(call.get(GetCallRequest.builder().MembersLimit(100).build()).getData().getMembers())
                .hasSize(100);
    }

    @Test
    void queriesBeyondTheLimitsAreRefused() throws Exception {
        stage.create("default", "c");

        refused(400, 4, () -> queryCalls(QueryCallsRequest.builder().limit(101))).contains("limit must be 100 or less");
        refused(400, 4, () -> queryMembers(QueryCallMembersRequest.builder().limit(101))).contains("limit must be 100 or less");
        refused(400, 4, () -> queryCalls(QueryCallsRequest.builder().sort(
                List.of(Stage.by("id", 1), Stage.by("type", 1), Stage.by("cid", 1))))).contains("sort must contain at maximum 2");
        refused(400, 4, () -> queryMembers(QueryCallMembersRequest.builder().sort(
                List.of(Stage.by("user_id", 1), Stage.by("created_at", 1))))).contains("sort must contain at maximum 1 item");
        refused(400, 4, () -> queryCalls(QueryCallsRequest.builder().next("no-cursor"))).isNotBlank();
        refused(400, 4, () -> queryCalls(QueryCallsRequest.builder().filterConditions(Map.of("colour", "red")))).contains("colour");
        refused(400, 4, () -> queryCalls(QueryCallsRequest.builder().filterConditions(Map.of("id", Map.of("$near", "c")))))
                .contains("$near");
    }

    @Test
    void aTimeThatNanosecondsCannotHoldIsRefused() {
        refused(400, 4, () -> stage.create(stage.call("default", "c"), stage.byHost()
                .startsAt(Date.from(Instant.parse("9999-12-31T23:59:59Z"))))).contains("starts_at");
    }

    @Test
    void aWrongSecretOrKeyIsUnauthorized() {
        StreamSDKClient wrongSecret = JavaSdk.connect(switchboard, switchboard.apiKey(), "not-the-secret-".repeat(3));
        StreamSDKClient wrongKey = JavaSdk.connect(switchboard, "not-the-key", switchboard.apiSecret());

        refused(401, 43, () -> wrongSecret.video().queryCalls().execute()).isNotBlank();
        refused(401, 43, () -> new Call("default", stage.id("c"), wrongSecret.video()).getOrCreate(
                GetOrCreateCallRequest.builder().data(stage.byHost().build()).build())).isNotBlank();
        refused(401, 2, () -> wrongKey.video().queryCalls().execute()).contains("api_key not valid");
        refused(404, 16, stage.call("default", "c")::get).contains("Can't find call");
    }

    private void queryCalls(QueryCallsRequest.QueryCallsRequestBuilder query) throws Exception {
        stage.sdk().video().queryCalls(query.build()).execute();
    }

    private void queryMembers(QueryCallMembersRequest.QueryCallMembersRequestBuilder query) throws Exception {
        stage.sdk().video().queryCallMembers(query.type("default").id(stage.id("c")).build()).execute();
    }
}
