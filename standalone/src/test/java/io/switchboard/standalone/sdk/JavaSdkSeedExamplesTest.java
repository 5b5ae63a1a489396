package io.switchboard.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.exceptions.StreamException;
import io.getstream.models.AudioSettingsRequest;
import io.getstream.models.CallRequest;
import io.getstream.models.CallSettingsRequest;
import io.getstream.models.GetCallRequest;
import io.getstream.models.GetOrCreateCallRequest;
import io.getstream.models.LimitsSettingsRequest;
import io.getstream.models.MemberRequest;
import io.getstream.models.QueryCallMembersRequest;
import io.getstream.models.QueryCallsRequest;
import io.getstream.models.ScreensharingSettingsRequest;
import io.getstream.models.SendCallEventRequest;
import io.getstream.models.UpdateCallMembersRequest;
import io.getstream.models.UpdateCallRequest;
import io.getstream.models.UpdateUsersRequest;
import io.getstream.models.UserRequest;
import io.getstream.models.VideoPinRequest;
import io.getstream.models.VideoUnpinRequest;
import io.getstream.services.Call;
import io.getstream.services.framework.StreamSDKClient;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The examples of the user's own document, with its ids, as a Java developer writes them down. */
@ExtendWith(SwitchboardServer.class)
class JavaSdkSeedExamplesTest {

    private final StreamSDKClient client;

    JavaSdkSeedExamplesTest(RunningSwitchboard switchboard) {
        client = JavaSdk.connect(switchboard);
    }

    @BeforeEach
    void theUsersOfTheDocumentExist() throws StreamException {
        Map<String, UserRequest> users = Stream.of("john", "jack", "sara", "emily", "myself", "my friend")
                .map(id -> UserRequest.builder().id(id).build())
                .collect(Collectors.toMap(UserRequest::getId, Function.identity()));
        client.updateUsers(UpdateUsersRequest.builder().users(users).build()).execute();
    }

    @Test
    void creatingTheFirstCallAndItsUpsertBehaviour() throws Exception {
        Call call = new Call("default", "my-first-call", client.video());
        call.getOrCreate(data(CallRequest.builder().createdByID("john")));

        var again = call.getOrCreate(data(CallRequest.builder().createdByID("john")
                .members(List.of(member("john", "admin"), member("jack", null))).custom(Map.of("color", "blue")))).getData();

        assertThat(again.getCreated()).isFalse();
        assertThat(again.getCall().getCid()).isEqualTo("default:my-first-call");
        assertThat(again.getCall().getCreatedBy().getId()).isEqualTo("john");
    }

    @Test
    void creatingACallWithMembersAndCustomData() throws Exception {
        var created = newCall().getOrCreate(data(CallRequest.builder().createdByID("john")
                .members(List.of(member("john", "admin"), member("jack", null))).custom(Map.of("color", "blue")))).getData();

        assertThat(created.getCreated()).isTrue();
        assertThat(created.getCall().getCustom()).isEqualTo(Map.of("color", "blue"));
        assertThat(Stage.userIds(created.getMembers())).containsExactly("jack", "john");
    }

    @Test
    void aCreatorNamedByMailAddressIsAMemberToo() throws Exception {
        var created = newCall().getOrCreate(data(CallRequest.builder().createdByID("sacha@getstream.io")
                .members(List.of(member("sacha@getstream.io", "admin"))).custom(Map.of("color", "blue")))).getData();

        assertThat(created.getCall().getCreatedBy().getId()).isEqualTo("sacha@getstream.io");
        assertThat(Stage.userIds(created.getMembers())).containsExactly("sacha@getstream.io");
    }

    @Test
    void theRingAndNotifyFlagsAreAccepted() throws Exception {
        var data = CallRequest.builder().createdByID("myself")
                .members(List.of(member("myself", null), member("my friend", null))).build();
        Call rung = newCall();

        assertThat(rung.getOrCreate(GetOrCreateCallRequest.builder().ring(true).data(data).build()).getData().getCreated()).isTrue();
        assertThat(rung.get(GetCallRequest.builder().Ring(true).build()).getData().getMembers()).hasSize(2);
        var notified = newCall().getOrCreate(GetOrCreateCallRequest.builder().notify(true).data(data).build()).getData();
        assertThat(Stage.userIds(notified.getMembers())).containsExactly("my friend", "myself");
    }

    @Test
    void updatingSettingsAndCustomData() throws Exception {
        Call call = newCall();
        call.getOrCreate(data(CallRequest.builder().createdByID("john").custom(Map.of("color", "blue"))));

        call.update(UpdateCallRequest.builder().settingsOverride(CallSettingsRequest.builder().audio(
                AudioSettingsRequest.builder().micDefaultOn(true).defaultDevice("speaker").build()).build()).build());
        call.update(UpdateCallRequest.builder().custom(Map.of("color", "red")).build());
        call.update(UpdateCallRequest.builder().settingsOverride(CallSettingsRequest.builder().screensharing(
                ScreensharingSettingsRequest.builder().enabled(true).accessRequestEnabled(true).build()).build()).build());

        var updated = call.get().getData().getCall();
        assertThat(updated.getCustom()).isEqualTo(Map.of("color", "red"));
        assertThat(updated.getSettings().getAudio().getMicDefaultOn()).isTrue();
        assertThat(updated.getSettings().getAudio().getDefaultDevice()).isEqualTo("speaker");
        assertThat(updated.getSettings().getScreensharing().getEnabled()).isTrue();
        assertThat(updated.getSettings().getScreensharing().getAccessRequestEnabled()).isTrue();
    }

    @Test
    void managingMembers() throws Exception {
        Call call = newCall();
        call.getOrCreate(data(CallRequest.builder().createdByID("john")));

        var members = call.updateCallMembers(UpdateCallMembersRequest.builder().updateMembers(
                List.of(member("sara", null), member("emily", "admin"))).build()).getData().getMembers();
        call.updateCallMembers(UpdateCallMembersRequest.builder().updateMembers(
                List.of(member("sara", null), member("john", "admin"))).build());
        call.updateCallMembers(UpdateCallMembersRequest.builder().removeMembers(List.of("sara")).build());

        assertThat(Stage.userIds(members)).containsExactly("sara", "emily");
        assertThat(Stage.userIds(call.get().getData().getMembers())).containsExactly("john", "emily");
    }

    @Test
    void limitingTheDurationOfACallAndLiftingTheLimit() throws Exception {
        Call call = newCall();

        assertThat(call.getOrCreate(data(CallRequest.builder().createdByID("john").settingsOverride(maxDuration(3600))))
                .getData().getCall().getSettings().getLimits().getMaxDurationSeconds()).isEqualTo(3600);
        for (int seconds : new int[] {3900, 0}) {
            assertThat(call.update(UpdateCallRequest.builder().settingsOverride(maxDuration(seconds)).build())
                    .getData().getCall().getSettings().getLimits().getMaxDurationSeconds()).isEqualTo(seconds);
        }
    }

    @Test
    void queryingCallsAsTheDocumentDoes() throws Exception {
        Call call = newCall();
        call.getOrCreate(data(CallRequest.builder().createdByID("john").startsAt(Date.from(Instant.now().plusSeconds(7200)))));
        newCall().getOrCreate(data(CallRequest.builder().createdByID("john").startsAt(Date.from(Instant.now().plusSeconds(7100)))));
        newCall().getOrCreate(data(CallRequest.builder().createdByID("john").startsAt(Date.from(Instant.now().plusSeconds(7000)))));
        String cid = call.get().getData().getCall().getCid();

        var page = QueryCallsRequest.builder().sort(List.of(Stage.by("starts_at", -1))).limit(2);
        var first = client.video().queryCalls(page.build()).execute().getData();
        var second = client.video().queryCalls(page.next(first.getNext()).build()).execute().getData();

        assertThat(first.getCalls()).hasSize(2);
        assertThat(second.getCalls()).isNotEmpty().doesNotContainAnyElementsOf(first.getCalls());
        assertThat(cids(Map.of("backstage", Map.of("$eq", false), "cid", cid))).containsExactly(cid);
        assertThat(cids(Map.of("starts_at", Map.of("$gt", Instant.now().plusSeconds(1800).toString()), "cid", cid)))
                .containsExactly(cid);
        assertThat(cids(Map.of("ongoing", Map.of("$eq", true), "cid", cid))).as("nobody joined").isEmpty();
        assertThat(cids(Map.of("ongoing", false, "cid", cid))).containsExactly(cid);
    }

    @Test
    void queryingMembersAsTheDocumentDoes() throws Exception {
        String id = UUID.randomUUID().toString();
        new Call("default", id, client.video()).getOrCreate(data(CallRequest.builder().createdByID("john")
                .members(List.of(member("john", "admin"), member("jack", null), member("sara", null)))));
        var query = QueryCallMembersRequest.builder().type("default").id(id);

        assertThat(memberIds(query)).containsExactly("jack", "john", "sara");
        assertThat(memberIds(query.filterConditions(Map.of("role", Map.of("$eq", "admin"))))).containsExactly("john");
        query.filterConditions(null).sort(List.of(Stage.by("user_id", 1))).limit(2);
        var first = client.video().queryCallMembers(query.build()).execute().getData();
        assertThat(Stage.userIds(first.getMembers())).containsExactly("jack", "john");
        assertThat(memberIds(query.next(first.getNext()))).containsExactly("sara");
    }

    @Test
    void endingACall() throws Exception {
        Call call = newCall();
        call.getOrCreate(data(CallRequest.builder().createdByID("john")));

        call.end();

        assertThat(call.get().getData().getCall().getEndedAt()).isNotNull();
    }

    @Test
    void sendingAnEventAndPinningAVideoForEveryone() throws Exception {
        Call call = newCall();
        call.getOrCreate(data(CallRequest.builder().createdByID("john")));

        assertThat(call.sendCallEvent(SendCallEventRequest.builder()
                .custom(Map.of("render-animation", "balloons")).userID("john").build()).getData().getDuration()).isNotBlank();
        assertThat(call.videoPin(VideoPinRequest.builder().sessionID("session-id").userID("user-id-to-pin").build())
                .getData().getDuration()).isNotBlank();
        assertThat(call.videoUnpin(VideoUnpinRequest.builder().sessionID("session-id").userID("user-id-to-unpin").build())
                .getData().getDuration()).isNotBlank();
    }

    @Test
    void filteringByPlainEqualityAsTheGoExamplesDo() throws Exception {
        Date startsAt = Date.from(Instant.now().plusSeconds(1800).truncatedTo(ChronoUnit.SECONDS));
        String id = UUID.randomUUID().toString();
        new Call("default", id, client.video()).getOrCreate(data(CallRequest.builder().createdByID("john")
                .startsAt(startsAt).members(List.of(member("john", "admin"), member("jack", null)))));

        assertThat(cids(Map.of("starts_at", startsAt.toInstant().toString(), "id", id))).containsExactly("default:" + id);
        assertThat(cids(Map.of("starts_at", startsAt.toInstant().plusSeconds(1).toString(), "id", id))).isEmpty();
        assertThat(memberIds(QueryCallMembersRequest.builder().type("default").id(id)
                .filterConditions(Map.of("role", "admin")))).containsExactly("john");
    }

    @Test
    void aTimeWithoutAZoneAsThePythonExamplesSendItIsUtc() throws Exception {
        Call call = newCall();
        Instant startsAt = Instant.now().plusSeconds(1900);
        String cid = call.getOrCreate(data(CallRequest.builder().createdByID("john").startsAt(Date.from(startsAt))))
                .getData().getCall().getCid();
        String inNext30Minutes = LocalDateTime.now(ZoneOffset.UTC).plusMinutes(30).toString();

        assertThat(cids(Map.of("starts_at", Map.of("$gt", inNext30Minutes), "cid", cid))).containsExactly(cid);
        assertThat(cids(Map.of("starts_at", Map.of("$lt", inNext30Minutes), "cid", cid))).isEmpty();
    }

    private Call newCall() {
        return new Call("default", UUID.randomUUID().toString(), client.video());
    }

    private List<String> cids(Map<String, Object> filter) throws StreamException {
        return client.video().queryCalls(QueryCallsRequest.builder().filterConditions(filter).build()).execute().getData()
                .getCalls().stream().map(state -> state.getCall().getCid()).toList();
    }

    private List<String> memberIds(QueryCallMembersRequest.QueryCallMembersRequestBuilder query) throws StreamException {
        return Stage.userIds(client.video().queryCallMembers(query.build()).execute().getData().getMembers());
    }

    private static GetOrCreateCallRequest data(CallRequest.CallRequestBuilder data) {
        return GetOrCreateCallRequest.builder().data(data.build()).build();
    }

    private static MemberRequest member(String id, String role) {
        return MemberRequest.builder().userID(id).role(role).build();
    }

    private static CallSettingsRequest maxDuration(int seconds) {
        return CallSettingsRequest.builder().limits(LimitsSettingsRequest.builder().maxDurationSeconds(seconds).build()).build();
    }
}
