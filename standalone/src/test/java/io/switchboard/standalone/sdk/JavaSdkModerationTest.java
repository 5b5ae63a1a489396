package io.switchboard.standalone.sdk;

import static io.switchboard.standalone.sdk.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.models.BlockUserRequest;
import io.getstream.models.CallResponse;
import io.getstream.models.KickUserRequest;
import io.getstream.models.MuteUsersRequest;
import io.getstream.models.UnblockUserRequest;
import io.getstream.models.UpdateUserPermissionsRequest;
import io.getstream.services.Call;
import io.switchboard.events.CallEvent.UserKicked;
import io.switchboard.events.CallEvent.UsersMuted;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What an application's server does to the users of a call. */
@ExtendWith(SwitchboardServer.class)
class JavaSdkModerationTest {

    private final Stage stage;
    private Call call;
    private String path;

    JavaSdkModerationTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
    }

    @BeforeEach
    void johnIsAMemberAndInTheCall() throws Exception {
        stage.users("host", "john", "jack");
        call = stage.call("default", "c");
        path = stage.path("default", "c");
        stage.create(call, stage.byHost().members(List.of(stage.member("john"))));
        assertThat(stage.app("john").join(path).status()).isEqualTo(201);
    }

    @Test
    void aBlockedUserIsThrownOutStaysAMemberAndComesBackOnceUnblocked() throws Exception {
        call.blockUser(BlockUserRequest.builder().userID(stage.id("john")).build());

        CallResponse blocked = call.get().getData().getCall();
        assertThat(blocked.getBlockedUserIds()).containsExactly(stage.id("john"));
        assertThat(stage.in("default", "c")).isEmpty();
        assertThat(Stage.userIds(call.get().getData().getMembers())).containsExactly(stage.id("john"));
        assertThat(stage.app("john").join(path).status()).isEqualTo(403);
        call.unblockUser(UnblockUserRequest.builder().userID(stage.id("john")).build());
        assertThat(call.get().getData().getCall().getBlockedUserIds()).isEmpty();
        assertThat(stage.app("john").join(path).status()).isEqualTo(201);
    }

    @Test
    void aKickedUserIsOutAndMayComeBack() throws Exception {
        call.kickUser(KickUserRequest.builder().userID(stage.id("john")).kickedByID(stage.id("host")).build());

        assertThat(stage.in("default", "c")).isEmpty();
        assertThat(stage.history("default", "c", UserKicked.class))
                .containsExactly(new UserKicked(stage.id("john"), Optional.of(stage.id("host"))));
        assertThat(stage.app("john").join(path).status()).isEqualTo(201);
    }

    @Test
    void aUserWhoIsKickedAndBlockedMayNotComeBack() throws Exception {
        call.kickUser(KickUserRequest.builder().userID(stage.id("john")).block(true).build());

        assertThat(stage.in("default", "c")).isEmpty();
        assertThat(call.get().getData().getCall().getBlockedUserIds()).containsExactly(stage.id("john"));
        assertThat(stage.app("john").join(path).status()).isEqualTo(403);
    }

    @Test
    void mutingTellsWhoMutesWhomAndWhat() throws Exception {
        call.muteUsers(MuteUsersRequest.builder().userIds(stage.ids("john", "jack")).audio(true).screenshareAudio(true)
                .video(false).mutedByID(stage.id("host")).build());
        call.muteUsers(MuteUsersRequest.builder().muteAllUsers(true).video(true).build());

        assertThat(stage.history("default", "c", UsersMuted.class)).containsExactly(
                new UsersMuted(Optional.of(stage.id("host")), stage.ids("john", "jack"), false,
                        List.of("audio", "screenshare_audio")),
                new UsersMuted(Optional.empty(), List.of(), true, List.of("video")));
    }

    @Test
    void aPermissionTakenFromAUserIsGoneFromHisCapabilitiesUntilItIsGivenBack() throws Exception {
        assertThat(capabilities("john")).contains("send-audio", "send-video");

        call.updateUserPermissions(UpdateUserPermissionsRequest.builder().userID(stage.id("john"))
                .revokePermissions(List.of("send-audio", "send-video")).build());
        assertThat(capabilities("john")).doesNotContain("send-audio", "send-video").contains("join-call");
        assertThat(capabilities("jack")).as("of nobody else").contains("send-audio", "send-video");

        call.updateUserPermissions(UpdateUserPermissionsRequest.builder().userID(stage.id("john"))
                .grantPermissions(List.of("send-audio")).build());
        assertThat(capabilities("john")).contains("send-audio").doesNotContain("send-video");
    }

    @Test
    void onePermissionThatCannotBeGivenToAUserFailsTheWholeRequest() throws Exception {
        refused(400, 4, () -> call.updateUserPermissions(UpdateUserPermissionsRequest.builder()
                .userID(stage.id("john")).revokePermissions(List.of("send-audio", "end-call")).build()))
                .contains("end-call");

        assertThat(capabilities("john")).contains("send-audio");
    }

    @Test
    void whoDoesNotExistCannotBeModerated() {
        String ghost = stage.id("ghost");
        String unknown = "the provided users [" + ghost + "] don't exist";

        refused(400, 4, () -> call.blockUser(BlockUserRequest.builder().userID(ghost).build())).contains(unknown);
        refused(400, 4, () -> call.kickUser(KickUserRequest.builder().userID(ghost).build())).contains(unknown);
        refused(400, 4, () -> call.muteUsers(MuteUsersRequest.builder().userIds(List.of(ghost)).audio(true).build()))
                .contains(unknown);
        refused(400, 4, () -> call.updateUserPermissions(UpdateUserPermissionsRequest.builder().userID(ghost)
                .grantPermissions(List.of("send-audio")).build())).contains(unknown);
    }

    private List<String> capabilities(String name) throws IOException {
        return stage.app(name).get(path).body().get("own_capabilities").valueStream().map(JsonNode::stringValue).toList();
    }
}
