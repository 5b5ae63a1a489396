package io.switchboard.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.models.GetCallRequest;
import io.getstream.models.GetOrCreateCallResponse;
import io.getstream.models.MemberResponse;
import io.getstream.models.QueryCallParticipantsRequest;
import io.getstream.models.UpdateCallMembersRequest;
import io.getstream.models.UpdateCallRequest;
import io.getstream.services.Call;
import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.CallCreated;
import io.switchboard.events.CallEvent.CallUpdated;
import io.switchboard.events.CallEvent.MembersUpdated;
import io.switchboard.events.CallEvent.ParticipantJoined;
import io.switchboard.events.CallEvent.SessionStarted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many clients want something of the same call at the same moment. */
@ExtendWith(SwitchboardServer.class)
class ConcurrentClientsTest {

    private static final int CLIENTS = 64;

    private final Stage stage;
    private final String[] names = IntStream.range(0, CLIENTS).mapToObj(i -> "u" + i).toArray(String[]::new);
    private Call call;
    private String path;

    ConcurrentClientsTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
    }

    @BeforeEach
    void thereAreUsers() throws Exception {
        stage.users("host");
        stage.users(names);
        call = stage.call("default", "c");
        path = stage.path("default", "c");
    }

    @Test
    void onlyOneOfManyWhoCreateACallHasCreatedIt() throws Exception {
        List<GetOrCreateCallResponse> answers = allAtOnce(i -> () -> stage.create(call, stage.byHost()
                .custom(Map.of("client", i)).members(List.of(stage.member(names[i])))));

        List<GetOrCreateCallResponse> created = answers.stream().filter(GetOrCreateCallResponse::getCreated).toList();
        assertThat(created).hasSize(1);
        assertThat(answers).extracting(answer -> answer.getCall().getCustom())
                .containsOnly(created.getFirst().getCall().getCustom());
        assertThat(answers).extracting(answer -> Stage.userIds(answer.getMembers()))
                .containsOnly(Stage.userIds(created.getFirst().getMembers()));
        assertThat(stage.history("default", "c")).singleElement().isInstanceOf(CallCreated.class);
    }

    @Test
    void manyWhoJoinAreInTheSameSession() throws Exception {
        stage.create(call, stage.byHost());

        List<Answer> answers = allAtOnce(i -> () -> stage.app(names[i]).join(path));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers).extracting(answer -> answer.body().at("/call/session/id").stringValue())
                .containsOnly(call.get().getData().getCall().getCurrentSessionID());
        assertThat(answers).extracting(answer -> answer.body().get("user_session_id").stringValue())
                .doesNotHaveDuplicates();
        var in = stage.participants("default", "c", QueryCallParticipantsRequest.builder().Limit(100));
        assertThat(in.getTotalParticipants()).isEqualTo(CLIENTS);
        assertThat(in.getParticipants()).extracting(participant -> participant.getUser().getId())
                .containsExactlyInAnyOrderElementsOf(stage.ids(names));
        List<CallEvent> history = stage.history("default", "c");
        assertThat(history).filteredOn(SessionStarted.class::isInstance).hasSize(1);
        assertThat(history).filteredOn(ParticipantJoined.class::isInstance).hasSize(CLIENTS);
    }

    @Test
    void manyWhoLeaveEndTheSessionOnce() throws Exception {
        stage.create(call, stage.byHost());
        allAtOnce(i -> () -> stage.app(names[i]).join(path));

        allAtOnce(i -> () -> stage.app(names[i]).post(path + "/leave", ""));

        assertThat(stage.in("default", "c")).isEmpty();
        assertThat(stage.history("default", "c")).extracting(CallEvent::typeName)
                .endsWith("ParticipantLeft", "SessionEnded").containsOnlyOnce("SessionStarted", "SessionEnded");
    }

    @Test
    void noneOfManyChangesOfMembersIsLost() throws Exception {
        stage.create(call, stage.byHost());

        List<List<MemberResponse>> answers = allAtOnce(i -> () -> call.updateCallMembers(UpdateCallMembersRequest.builder()
                .updateMembers(List.of(stage.member(names[i], "speaker"))).build()).getData().getMembers());

        assertThat(answers).extracting(Stage::userIds).containsExactlyElementsOf(
                stage.ids(names).stream().map(List::of).toList());
        List<MemberResponse> members = call.get(GetCallRequest.builder().MembersLimit(100).build()).getData().getMembers();
        assertThat(Stage.userIds(members)).containsExactlyInAnyOrderElementsOf(stage.ids(names));
        assertThat(stage.history("default", "c", MembersUpdated.class)).hasSize(CLIENTS);
    }

    @Test
    void manyChangesOfPropertiesAreOneHistory() throws Exception {
        stage.create(call, stage.byHost());

        allAtOnce(i -> () -> call.update(UpdateCallRequest.builder().custom(Map.of("client", i)).build()).getData());

        List<CallUpdated> updates = stage.history("default", "c", CallUpdated.class);
        assertThat(updates).extracting(update -> update.custom().orElseThrow().get("client").intValue())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, CLIENTS).boxed().toList());
        assertThat(call.get().getData().getCall().getCustom()).as("the last one counts")
                .isEqualTo(Map.of("client", updates.getLast().custom().orElseThrow().get("client").intValue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-client-request-id", "Idempotency-Key"})
    void aJoinThatIsRepeatedUnderItsRequestIdIsTheSameParticipant(String header) throws Exception {
        stage.create(call, stage.byHost());
        UserApp app = stage.app(names[0]);

        Answer first = app.join(path, header, stage.id("join"));
        List<Answer> repeated = new ArrayList<>(allAtOnce(i -> () -> app.join(path, header, stage.id("join"))));
        repeated.add(app.join(path, header, stage.id("join")));

        assertThat(first.status()).isEqualTo(201);
        assertThat(repeated).extracting(Answer::status).containsOnly(201);
        assertThat(repeated).extracting(again -> again.body().get("user_session_id"))
                .containsOnly(first.body().get("user_session_id"));
        assertThat(repeated).extracting(again -> again.body().at("/call/session/id"))
                .containsOnly(first.body().at("/call/session/id"));
        assertThat(stage.history("default", "c")).extracting(CallEvent::typeName)
                .containsExactly("CallCreated", "SessionStarted", "ParticipantJoined");
    }

    /** Every client begins when all are ready; the answers come in the clients' order. */
    private static <T> List<T> allAtOnce(IntFunction<Callable<T>> client) throws Exception {
        CyclicBarrier ready = new CyclicBarrier(CLIENTS);
        List<T> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> pending = IntStream.range(0, CLIENTS).mapToObj(i -> threads.submit(() -> {
                ready.await();
                return client.apply(i).call();
            })).toList();
            for (Future<T> answer : pending) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
