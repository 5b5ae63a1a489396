package io.switchboard.standalone.sdk;

import static io.switchboard.standalone.sdk.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.models.DeleteCallRequest;
import io.getstream.models.DeleteCallResponse;
import io.getstream.models.UpdateCallRequest;
import io.getstream.services.Call;
import io.switchboard.events.CallEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A soft delete takes the call out of every answer and leaves its history alone. */
@ExtendWith(SwitchboardServer.class)
class JavaSdkDeletedCallsTest {

    private final Stage stage;
    private Call call;

    JavaSdkDeletedCallsTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
    }

    @BeforeEach
    void thereIsACallWithJohnInIt() throws Exception {
        stage.users("host", "john");
        call = stage.call("default", "c");
        stage.create(call, stage.byHost().members(List.of(stage.member("john"))).custom(Map.of("color", "blue")));
        assertThat(stage.app("john").join(stage.path("default", "c")).status()).isEqualTo(201);
    }

    @Test
    void aDeletedCallIsAnsweredOnceMoreAndThenGone() throws Exception {
        DeleteCallResponse deleted = call.delete(DeleteCallRequest.builder().hard(false).build()).getData();

        assertThat(deleted.getCall().getCid()).isEqualTo(stage.cid("default", "c"));
        assertThat(deleted.getCall().getCustom()).isEqualTo(Map.of("color", "blue"));
        assertThat(deleted.getTaskID()).as("there is nothing to wait for").isNull();
        String gone = "Can't find call with id " + stage.cid("default", "c");
        refused(404, 16, call::get).contains(gone);
        refused(404, 16, () -> call.update(UpdateCallRequest.builder().custom(Map.of()).build())).contains(gone);
        refused(404, 16, call::delete).contains(gone);
        assertThat(stage.findMine(Map.of())).isEmpty();
        assertThat(stage.app("john").join(stage.path("default", "c")).status()).isEqualTo(404);
        assertThat(stage.history("default", "c")).extracting(CallEvent::typeName).containsExactly(
                "CallCreated", "SessionStarted", "ParticipantJoined", "SessionEnded", "CallDeleted");
    }

    @Test
    void theIdOfADeletedCallIsFreeForANewOne() throws Exception {
        call.delete();

        var again = stage.create(call, stage.byHost());

        assertThat(again.getCreated()).isTrue();
        assertThat(again.getMembers()).isEmpty();
        assertThat(again.getCall().getCustom()).isEmpty();
        assertThat(again.getCall().getSession()).isNull();
        assertThat(stage.findMine(Map.of())).containsExactly(stage.id("c"));
    }
}
