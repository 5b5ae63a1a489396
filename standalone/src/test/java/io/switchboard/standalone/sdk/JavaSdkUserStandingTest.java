package io.switchboard.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.getstream.exceptions.StreamException;
import io.getstream.models.BanRequest;
import io.getstream.models.BlockUsersRequest;
import io.getstream.models.CreateDeviceRequest;
import io.getstream.models.CreateGuestRequest;
import io.getstream.models.CreateGuestResponse;
import io.getstream.models.DeactivateUserRequest;
import io.getstream.models.DeactivateUsersRequest;
import io.getstream.models.DeleteDeviceRequest;
import io.getstream.models.DeleteUsersRequest;
import io.getstream.models.DeviceResponse;
import io.getstream.models.FullUserResponse;
import io.getstream.models.GetBlockedUsersRequest;
import io.getstream.models.GetTaskResponse;
import io.getstream.models.ListDevicesRequest;
import io.getstream.models.MuteRequest;
import io.getstream.models.QueryUsersPayload;
import io.getstream.models.QueryUsersRequest;
import io.getstream.models.ReactivateUserRequest;
import io.getstream.models.RestoreUsersRequest;
import io.getstream.models.UnbanRequest;
import io.getstream.models.UnblockUsersRequest;
import io.getstream.models.UnmuteRequest;
import io.getstream.models.UpdateUserPartialRequest;
import io.getstream.models.UpdateUsersPartialRequest;
import io.getstream.models.UserRequest;
import io.getstream.services.ModerationImpl;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the application says about its users, by the Java SDK. */
@ExtendWith(SwitchboardServer.class)
class JavaSdkUserStandingTest {

    private final Stage stage;

    JavaSdkUserStandingTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
    }

    @Test
    void aPartialUpdateSetsAndUnsets() throws Exception {
        stage.upsert(UserRequest.builder().id(stage.id("john")).name("John").custom(Map.of("color", "blue")).build());
        FullUserResponse john = stage.sdk().updateUsersPartial(UpdateUsersPartialRequest.builder().users(List.of(
                UpdateUserPartialRequest.builder().id(stage.id("john")).set(Map.of("role", "admin", "hat", "red"))
                        .unset(List.of("name", "color")).build())).build())
                .execute().getData().getUsers().get(stage.id("john"));
        assertThat(john.getRole()).isEqualTo("admin");
        assertThat(john.getName()).isNull();
        assertThat(john.getCustom()).isEqualTo(Map.of("hat", "red"));
    }

    @Test
    void aUserIsDeactivatedAndReactivated() throws Exception {
        stage.users("john", "jane");
        assertThat(stage.sdk().deactivateUser(stage.id("john"), DeactivateUserRequest.builder().build()).execute()
                .getData().getUser().getDeactivatedAt()).isNotNull();
        assertThat(stage.sdk().reactivateUser(stage.id("john"), ReactivateUserRequest.builder().name("Back").build())
                .execute().getData().getUser().getName()).isEqualTo("Back");
        String task = stage.sdk().deactivateUsers(DeactivateUsersRequest.builder()
                .userIds(stage.ids("john", "jane")).build()).execute().getData().getTaskID();
        assertThat(completed(task).getStatus()).isEqualTo("completed");
    }

    @Test
    void aUserIsDeletedAndRestored() throws Exception {
        stage.users("john");
        String task = stage.sdk().deleteUsers(DeleteUsersRequest.builder().userIds(stage.ids("john")).user("soft").build())
                .execute().getData().getTaskID();
        assertThat(completed(task).getStatus()).isEqualTo("completed");
        stage.sdk().restoreUsers(RestoreUsersRequest.builder().userIds(stage.ids("john")).build()).execute();
        StreamException live = catchThrowableOfType(StreamException.class, () -> stage.sdk().restoreUsers(
                RestoreUsersRequest.builder().userIds(stage.ids("john")).build()).execute());
        assertThat(live.getMessage()).contains(
                "user \"" + stage.id("john") + "\" is not deleted, it can't be restored");
    }

    @Test
    void usersBlockAndMuteEachOther() throws Exception {
        stage.users("john", "jane");
        stage.sdk().blockUsers(BlockUsersRequest.builder().userID(stage.id("john")).blockedUserID(stage.id("jane")).build())
                .execute();
        assertThat(stage.sdk().getBlockedUsers(GetBlockedUsersRequest.builder().UserID(stage.id("john")).build()).execute()
                .getData().getBlocks()).singleElement().satisfies(
                        block -> assertThat(block.getBlockedUser().getId()).isEqualTo(stage.id("jane")));
        stage.sdk().unblockUsers(UnblockUsersRequest.builder().userID(stage.id("john")).blockedUserID(stage.id("jane"))
                .build()).execute();
        assertThat(stage.sdk().getBlockedUsers(GetBlockedUsersRequest.builder().UserID(stage.id("john")).build()).execute()
                .getData().getBlocks()).isEmpty();
        assertThat(moderation().mute(MuteRequest.builder().userID(stage.id("john"))
                .targetIds(stage.ids("jane")).timeout(10).build()).execute().getData().getMutes()).singleElement()
                .satisfies(mute -> assertThat(mute.getTarget().getId()).isEqualTo(stage.id("jane")));
        moderation().unmute(UnmuteRequest.builder().userID(stage.id("john")).targetIds(stage.ids("jane"))
                .build()).execute();
    }

    @Test
    void aBanIsShownUntilItIsLifted() throws Exception {
        stage.users("john", "mod");
        moderation().ban(BanRequest.builder().targetUserID(stage.id("john")).bannedByID(stage.id("mod"))
                .reason("spam").timeout(60).build()).execute();
        assertThat(stage.upsert(UserRequest.builder().id(stage.id("john")).build()).get(stage.id("john")).getBanned())
                .isTrue();
        moderation().unban(UnbanRequest.builder().TargetUserID(stage.id("john")).build()).execute();
        assertThat(stage.upsert(UserRequest.builder().id(stage.id("john")).build()).get(stage.id("john")).getBanned())
                .isFalse();
    }

    @Test
    void devicesAreListedUntilDeleted() throws Exception {
        stage.users("john");
        stage.sdk().createDevice(CreateDeviceRequest.builder().id("token-1").pushProvider("firebase")
                .userID(stage.id("john")).build()).execute();
        List<DeviceResponse> devices = stage.sdk().listDevices(ListDevicesRequest.builder().UserID(stage.id("john")).build())
                .execute().getData().getDevices();
        assertThat(devices).singleElement().satisfies(device -> {
            assertThat(device.getId()).isEqualTo("token-1");
            assertThat(device.getPushProvider()).isEqualTo("firebase");
            assertThat(device.getUserID()).isEqualTo(stage.id("john"));
        });
        stage.sdk().deleteDevice(DeleteDeviceRequest.builder().ID("token-1").UserID(stage.id("john")).build()).execute();
        assertThat(stage.sdk().listDevices(ListDevicesRequest.builder().UserID(stage.id("john")).build())
                .execute().getData().getDevices()).isEmpty();
    }

    @Test
    void aGuestIsAUserWithAToken() throws Exception {
        CreateGuestResponse guest = stage.sdk().createGuest(CreateGuestRequest.builder().user(
                UserRequest.builder().id(stage.id("visitor")).name("Visitor").build()).build()).execute().getData();
        assertThat(guest.getUser().getId()).contains(stage.id("visitor"));
        assertThat(guest.getUser().getRole()).isEqualTo("guest");
        assertThat(guest.getAccessToken()).isNotBlank();
    }

    @Test
    void usersAreQueriedBySdk() throws Exception {
        stage.upsert(UserRequest.builder().id(stage.id("q1")).name("Anna Query").custom(Map.of("level", 3)).build(),
                UserRequest.builder().id(stage.id("q2")).name("Bert Query").custom(Map.of("level", 5)).build());
        List<FullUserResponse> found = stage.sdk().queryUsers(QueryUsersRequest.builder().Payload(
                QueryUsersPayload.builder().filterConditions(Map.of("id", Map.of("$in", stage.ids("q1", "q2")),
                        "custom.level", Map.of("$gte", 3))).sort(List.of(Stage.by("name", -1))).limit(10).build()).build())
                .execute().getData().getUsers();
        assertThat(found).extracting(FullUserResponse::getName).containsExactly("Bert Query", "Anna Query");
    }

    private ModerationImpl moderation() {
        return new ModerationImpl(stage.sdk().getHttpClient());
    }

    private GetTaskResponse completed(String task) throws StreamException {
        return stage.sdk().getTask(task).execute().getData();
    }
}
