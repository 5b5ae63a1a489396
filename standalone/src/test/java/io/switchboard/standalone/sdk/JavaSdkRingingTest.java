package io.switchboard.standalone.sdk;

import static io.switchboard.standalone.sdk.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.exceptions.StreamException;
import io.getstream.models.CallSessionResponse;
import io.getstream.models.CallSettingsRequest;
import io.getstream.models.GetCallRequest;
import io.getstream.models.GetOrCreateCallRequest;
import io.getstream.models.RingCallRequest;
import io.getstream.models.RingSettingsRequest;
import io.getstream.services.Call;
import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.CallMissed;
import io.switchboard.events.CallEvent.CallNotified;
import io.switchboard.events.CallEvent.CallRung;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is rung, and what he can answer. */
@ExtendWith(SwitchboardServer.class)
class JavaSdkRingingTest {

    private final Stage stage;
    private Call call;
    private String path;

    JavaSdkRingingTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
    }

    @BeforeEach
    void thereAreUsers() throws Exception {
        stage.users("host", "john", "jack", "zoe");
        call = stage.call("default", "c");
        path = stage.path("default", "c");
    }

    @Test
    void aCallThatIsCreatedRingingRingsItsMembersButNotItsCreator() throws Exception {
        var created = create(GetOrCreateCallRequest.builder().ring(true).video(true));

        CallSessionResponse session = created.getSession();
        assertThat(session.getStartedAt()).as("nobody is in yet").isNull();
        assertThat(created.getCurrentSessionID()).isEqualTo(session.getId());
        assertThat(stage.history("default", "c")).extracting(CallEvent::typeName)
                .containsExactly("CallCreated", "CallRung");
        CallRung rung = rings().getFirst();
        assertThat(rung.members()).containsExactlyInAnyOrderElementsOf(stage.ids("john", "jack"));
        assertThat(rung.caller()).isEqualTo(stage.id("host"));
        assertThat(rung.sessionId()).isEqualTo(session.getId());
        assertThat(rung.video()).isTrue();
    }

    @Test
    void theFlagsOfGetRingAndNotifyTheMembersOfAnExistingCall() throws Exception {
        create(GetOrCreateCallRequest.builder());

        call.get(GetCallRequest.builder().Notify(true).build());
        assertThat(call.get().getData().getCall().getSession()).as("a notification opens no session").isNull();
        call.get(GetCallRequest.builder().Ring(true).build());

        assertThat(stage.history("default", "c", CallNotified.class)).singleElement().satisfies(notified ->
                assertThat(notified.members()).containsExactlyInAnyOrderElementsOf(stage.ids("john", "jack")));
        assertThat(rings()).hasSize(1);
        assertThat(call.get().getData().getCall().getSession()).isNotNull();
    }

    @Test
    void theRingEndpointAnswersWhomItRings() throws Exception {
        create(GetOrCreateCallRequest.builder());
        assertThat(stage.app("jack").join(path).status()).isEqualTo(201);

        var named = call.ring(RingCallRequest.builder().membersIds(stage.ids("john")).video(true).build()).getData();
        var everybody = call.ring().getData();

        assertThat(named.getMembersIds()).containsExactly(stage.id("john"));
        assertThat(everybody.getMembersIds()).as("whoever is in is not rung").containsExactly(stage.id("john"));
        assertThat(rings()).extracting(CallRung::video).containsExactly(true, false);
    }

    @Test
    void onlyMembersCanBeRungAndNobodyAtAllIsNobody() throws Exception {
        create(GetOrCreateCallRequest.builder());
        refused(400, 4, () -> call.ring(RingCallRequest.builder().membersIds(stage.ids("zoe")).build()))
                .contains(stage.id("zoe"));

        Call lonely = stage.call("default", "lonely");
        stage.create(lonely, stage.byHost().members(List.of(stage.member("host"))));
        refused(400, 4, lonely::ring).isEqualTo("RingCall failed with error: \"no users to ring\"");

        assertThat(rings()).isEmpty();
    }

    @Test
    void answersShowInTheSession() throws Exception {
        create(GetOrCreateCallRequest.builder().ring(true));

        assertThat(stage.app("john").post(path + "/accept", "").status()).isEqualTo(201);
        assertThat(stage.app("jack").post(path + "/reject", "{\"reason\":\"busy\"}").status()).isEqualTo(201);

        CallSessionResponse session = call.get().getData().getCall().getSession();
        assertThat(session.getAcceptedBy()).containsOnlyKeys(stage.id("john"));
        assertThat(session.getRejectedBy()).containsOnlyKeys(stage.id("jack"));
        assertThat(session.getMissedBy()).as("who is busy misses the call").containsOnlyKeys(stage.id("jack"));
    }

    @Test
    void whoDoesNotAnswerInTimeHasMissedTheCall() throws Exception {
        create(GetOrCreateCallRequest.builder().ring(true));
        assertThat(stage.app("john").post(path + "/accept", "").status()).isEqualTo(201);

        Await.until("jack has missed the call", () ->
                call.get().getData().getCall().getSession().getMissedBy().containsKey(stage.id("jack")));

        assertThat(stage.history("default", "c", CallMissed.class)).singleElement().satisfies(missed -> {
            assertThat(missed.members()).containsExactly(stage.id("jack"));
            assertThat(missed.caller()).isEqualTo(stage.id("host"));
            assertThat(missed.reason()).isEqualTo("timeout");
        });
    }

    private List<CallRung> rings() {
        return stage.history("default", "c", CallRung.class);
    }

    private io.getstream.models.CallResponse create(GetOrCreateCallRequest.GetOrCreateCallRequestBuilder request)
            throws StreamException {
        CallSettingsRequest impatient = CallSettingsRequest.builder()
                .ring(RingSettingsRequest.builder().missedCallTimeoutMs(5_000).autoCancelTimeoutMs(5_000)
                        .incomingCallTimeoutMs(5_000).build()).build();
        return call.getOrCreate(request.data(stage.byHost().settingsOverride(impatient)
                .members(List.of(stage.member("host"), stage.member("john"), stage.member("jack"))).build()).build())
                .getData().getCall();
    }
}
