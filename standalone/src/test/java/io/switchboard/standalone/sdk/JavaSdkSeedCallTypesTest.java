package io.switchboard.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.exceptions.StreamException;
import io.getstream.models.CallSettingsRequest;
import io.getstream.models.CreateCallTypeRequest;
import io.getstream.models.LimitsSettingsRequest;
import io.getstream.models.OwnCapability;
import io.getstream.models.UpdateCallTypeRequest;
import io.getstream.services.Video;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the user's own document does to the type {@code default}, which every other test has calls of. */
@ExtendWith(SwitchboardServer.class)
class JavaSdkSeedCallTypesTest {

    private final Stage stage;
    private final Video video;

    JavaSdkSeedCallTypesTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
        video = stage.sdk().video();
    }

    @BeforeEach
    void thereIsACallOfJohn() throws Exception {
        stage.users("host", "john", "zoe");
        stage.create(stage.call("default", "c"), stage.byHost().members(List.of(stage.member("john"))));
    }

    /** A type that is made anew is as it came with the server; no update could unset the limit again. */
    @AfterEach
    void theDefaultTypeIsAsItWas() throws StreamException {
        video.deleteCallType("default").execute();
        video.createCallType(CreateCallTypeRequest.builder().name("default").build()).execute();
    }

    @Test
    void allCallsOfATypeCanHaveAMaximumDuration() throws Exception {
        for (int seconds : new int[] {3600, 0}) {
            var updated = video.updateCallType("default", UpdateCallTypeRequest.builder().settings(
                    CallSettingsRequest.builder().limits(LimitsSettingsRequest.builder().maxDurationSeconds(seconds)
                            .build()).build()).build()).execute().getData();

            assertThat(updated.getSettings().getLimits().getMaxDurationSeconds()).isEqualTo(seconds);
            assertThat(stage.create("default", "limited-" + seconds).getSettings().getLimits()
                    .getMaxDurationSeconds()).isEqualTo(seconds);
        }
    }

    @Test
    void accessIsRestrictedByTakingJoinCallFromUsers() throws Exception {
        var callType = video.listCallTypes().execute().getData().getCallTypes().get("default");
        List<String> users = new ArrayList<>(callType.getGrants().get("user"));
        users.remove(OwnCapability.JOIN_CALL.toString());
        List<String> members = new ArrayList<>(callType.getGrants().get("call_member"));
        if (!members.contains(OwnCapability.JOIN_CALL.toString())) {
            members.add(OwnCapability.JOIN_CALL.toString());
        }

        grant(users, members);

        assertThat(join("zoe")).isEqualTo(403);
        assertThat(join("john")).isEqualTo(201);
    }

    @Test
    void accessIsRestrictedByGrantingUsersNothing() throws Exception {
        grant(List.of(), List.of(OwnCapability.READ_CALL.toString(), OwnCapability.SEND_VIDEO.toString(),
                OwnCapability.SEND_AUDIO.toString(), OwnCapability.JOIN_CALL.toString()));

        assertThat(stage.app("zoe").get(stage.path("default", "c")).status()).isEqualTo(403);
        assertThat(join("zoe")).isEqualTo(403);
        Answer john = stage.app("john").get(stage.path("default", "c"));
        assertThat(john.body().get("own_capabilities").valueStream().map(node -> node.stringValue()))
                .containsExactlyInAnyOrder("read-call", "send-video", "send-audio", "join-call");
        assertThat(join("john")).isEqualTo(201);
    }

    private void grant(List<String> users, List<String> members) throws StreamException {
        var updated = video.updateCallType("default", UpdateCallTypeRequest.builder()
                .grants(Map.of("user", users, "call_member", members)).build()).execute().getData();
        assertThat(updated.getGrants().get("user")).containsExactlyInAnyOrderElementsOf(users);
        assertThat(updated.getGrants().get("call_member")).containsExactlyInAnyOrderElementsOf(members);
        assertThat(updated.getGrants()).containsKey("admin");
    }

    private int join(String name) throws IOException {
        return stage.app(name).join(stage.path("default", "c")).status();
    }
}
