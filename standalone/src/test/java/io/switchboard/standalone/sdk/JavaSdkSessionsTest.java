package io.switchboard.standalone.sdk;

import static io.switchboard.standalone.sdk.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.exceptions.StreamException;
import io.getstream.models.CallResponse;
import io.getstream.models.CallSessionResponse;
import io.getstream.models.CallSettingsRequest;
import io.getstream.models.GetCallReportRequest;
import io.getstream.models.LimitsSettingsRequest;
import io.getstream.models.QueryCallParticipantsRequest;
import io.getstream.models.QueryCallParticipantsResponse;
import io.getstream.models.SessionSettingsRequest;
import io.getstream.models.UpdateCallRequest;
import io.getstream.services.Call;
import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.CallEnded;
import io.switchboard.events.CallEvent.CallRung;
import io.switchboard.events.CallEvent.ParticipantLeft;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an application's server sees of the people who come and go with their own apps. */
@ExtendWith(SwitchboardServer.class)
class JavaSdkSessionsTest {

    private final Stage stage;
    private Call call;
    private String path;

    JavaSdkSessionsTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
    }

    @BeforeEach
    void thereIsACall() throws Exception {
        stage.users("host", "john", "jack");
        call = stage.call("default", "c");
        path = stage.path("default", "c");
        stage.create(call, stage.byHost().members(List.of(stage.member("john", "admin"))));
    }

    @Test
    void aSessionLastsFromTheFirstWhoJoinsToTheLastWhoLeaves() throws Exception {
        join("john");
        join("jack");
        CallSessionResponse running = call.get().getData().getCall().getSession();
        assertThat(running.getStartedAt()).isNotNull();
        assertThat(running.getParticipantsCountByRole()).isEqualTo(Map.of("admin", 1, "user", 1));
        assertThat(stage.findMine(Map.of("ongoing", true))).containsExactly(stage.id("c"));

        leave("john");
        assertThat(call.get().getData().getCall().getSession().getEndedAt()).isNull();
        leave("jack");

        CallResponse over = call.get().getData().getCall();
        assertThat(over.getCurrentSessionID()).isEmpty();
        assertThat(over.getEndedAt()).as("a call that nobody is in has not ended").isNull();
        assertThat(stage.findMine(Map.of("ongoing", true))).isEmpty();
        assertThat(stage.history("default", "c")).extracting(CallEvent::typeName).containsExactly("CallCreated",
                "SessionStarted", "ParticipantJoined", "ParticipantJoined", "ParticipantLeft", "ParticipantLeft",
                "SessionEnded");
    }

    @Test
    void aUserMayCreateTheCallThatHeJoinsAndRingItsMembers() throws Exception {
        Answer joined = stage.app("john").post(stage.path("default", "new") + "/join",
                ("{'location':'AMS','create':true,'ring':true,'data':{'members':[{'user_id':'%s','role':'host'},"
                        + "{'user_id':'%s'}]}}").formatted(stage.id("john"), stage.id("jack")).replace('\'', '"'));

        assertThat(joined.status()).as("%s", joined.body()).isEqualTo(201);
        assertThat(joined.body().get("created").booleanValue()).isTrue();
        assertThat(joined.body().at("/membership/role").stringValue()).isEqualTo("host");
        CallResponse call = stage.call("default", "new").get().getData().getCall();
        assertThat(call.getCreatedBy().getId()).isEqualTo(stage.id("john"));
        assertThat(call.getSession().getParticipantsCountByRole()).isEqualTo(Map.of("host", 1));
        assertThat(stage.history("default", "new", CallRung.class)).singleElement()
                .satisfies(rung -> assertThat(rung.members()).containsExactly(stage.id("jack")));
    }

    @Test
    void whoIsNotHeardOfIsOutAndWhoIsStaysIn() throws Exception {
        call.update(UpdateCallRequest.builder().settingsOverride(CallSettingsRequest.builder()
                .session(SessionSettingsRequest.builder().inactivityTimeoutSeconds(5).build()).build()).build());
        join("john");
        join("jack");

        Await.until("john is out", () -> {
            assertThat(heartbeat("jack")).isEqualTo(201);
            return !stage.in("default", "c").contains(stage.id("john"));
        });

        assertThat(stage.in("default", "c")).containsExactly(stage.id("jack"));
        assertThat(heartbeat("john")).isEqualTo(404);
        assertThat(stage.history("default", "c", ParticipantLeft.class)).extracting(ParticipantLeft::reason)
                .containsExactly("inactive");
    }

    @Test
    void aCallIdIsUsedAgainWithAnotherSession() throws Exception {
        join("john");
        String first = call.get().getData().getCall().getCurrentSessionID();
        leave("john");
        join("john");

        assertThat(call.get().getData().getCall().getCurrentSessionID()).isNotEmpty().isNotEqualTo(first);
    }

    @Test
    void whoIsInCanBeQueried() throws Exception {
        String johns = join("john");
        join("jack");

        QueryCallParticipantsResponse all = in(QueryCallParticipantsRequest.builder());
        QueryCallParticipantsResponse some = in(QueryCallParticipantsRequest.builder()
                .filterConditions(Map.of("user_id", Map.of("$in", stage.ids("john", "nobody")))));
        QueryCallParticipantsResponse one = in(QueryCallParticipantsRequest.builder().Limit(1));

        assertThat(all.getTotalParticipants()).isEqualTo(2);
        assertThat(all.getParticipants()).extracting(p -> p.getUser().getId())
                .containsExactlyInAnyOrderElementsOf(stage.ids("john", "jack"));
        assertThat(some.getParticipants()).singleElement().satisfies(john -> {
            assertThat(john.getUser().getId()).isEqualTo(stage.id("john"));
            assertThat(john.getUserSessionID()).isEqualTo(johns);
            assertThat(john.getRole()).isEqualTo("admin");
            assertThat(john.getJoinedAt()).isNotNull();
        });
        assertThat(one.getParticipants()).hasSize(1);
        assertThat(one.getTotalParticipants()).isEqualTo(2);
        assertThat(one.getCall().getCid()).isEqualTo(stage.cid("default", "c"));
    }

    @Test
    void aSessionCanBeReportedOnWhileItRunsAndAfterwards() throws Exception {
        refused(404, 16, call::getCallReport);
        join("john");
        String session = call.get().getData().getCall().getCurrentSessionID();
        assertThat(call.getCallReport().getData().getSessionID()).isEqualTo(session);
        assertThat(call.getCallReport().getData().getReport().getCall().getEndedAt()).isNull();
        leave("john");
        join("jack");

        var past = call.getCallReport(GetCallReportRequest.builder().SessionID(session).build()).getData();

        assertThat(past.getSessionID()).isEqualTo(session);
        assertThat(past.getReport().getCall().getScore()).as("there is no media to score").isZero();
        assertThat(past.getReport().getCall().getStartedAt()).isNotNull();
        assertThat(past.getReport().getCall().getEndedAt()).isNotNull();
        assertThat(past.getReport().getParticipants().getSum()).isEqualTo(1);
        assertThat(call.getCallReport().getData().getSessionID()).isNotEqualTo(session);
        refused(404, 16, () -> call.getCallReport(GetCallReportRequest.builder().SessionID("no session").build()));
    }

    @Test
    void aSessionTimerFollowsTheLimitAndIsLiftedByZero() throws Exception {
        join("john");
        assertThat(call.get().getData().getCall().getSession().getTimerEndsAt()).isNull();

        CallSessionResponse limited = limit(3600);
        assertThat(limited.getTimerEndsAt()).isEqualTo(limited.getStartedAt().toInstant().plusSeconds(3600));
        CallSessionResponse extended = limit(3900);
        assertThat(extended.getTimerEndsAt()).isEqualTo(limited.getStartedAt().toInstant().plusSeconds(3900));
        assertThat(limit(0).getTimerEndsAt()).isNull();
    }

    @Test
    void whenTheTimeRunsOutEverybodyIsOutAndTheCallIsMarkedEndedOnce() throws Exception {
        join("john");
        join("jack");

        limit(1);
        Await.until("the call has ended", () -> call.get().getData().getCall().getEndedAt() != null);

        assertThat(stage.in("default", "c")).isEmpty();
        assertThat(call.get().getData().getCall().getCurrentSessionID()).isEmpty();
        assertThat(stage.history("default", "c", CallEnded.class)).extracting(CallEnded::reason)
                .containsExactly("max_duration");
        assertThat(stage.findMine(Map.of("ended_at", Map.of("$exists", true)))).containsExactly(stage.id("c"));
    }

    @Test
    void endingACallThrowsEverybodyOut() throws Exception {
        join("john");

        call.end();

        assertThat(stage.in("default", "c")).isEmpty();
        assertThat(stage.findMine(Map.of("ongoing", true))).isEmpty();
        assertThat(stage.app("john").join(path).status()).as("the default type lets users join ended calls").isEqualTo(201);
    }

    private QueryCallParticipantsResponse in(QueryCallParticipantsRequest.QueryCallParticipantsRequestBuilder query)
            throws StreamException {
        return stage.participants("default", "c", query);
    }

    private String join(String name) throws IOException {
        Answer joined = stage.app(name).join(path);
        assertThat(joined.status()).as("%s", joined.body()).isEqualTo(201);
        return joined.body().get("user_session_id").stringValue();
    }

    private int heartbeat(String name) throws IOException {
        return stage.app(name).post(path + "/heartbeat", "").status();
    }

    private void leave(String name) throws IOException {
        assertThat(stage.app(name).post(path + "/leave", "").status()).isEqualTo(201);
    }

    private CallSessionResponse limit(int seconds) throws Exception {
        return call.update(UpdateCallRequest.builder().settingsOverride(CallSettingsRequest.builder()
                .limits(LimitsSettingsRequest.builder().maxDurationSeconds(seconds).build()).build()).build())
                .getData().getCall().getSession();
    }
}
