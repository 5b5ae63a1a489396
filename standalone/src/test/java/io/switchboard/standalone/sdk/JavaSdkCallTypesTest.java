package io.switchboard.standalone.sdk;

import static io.switchboard.standalone.sdk.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.exceptions.StreamException;
import io.getstream.models.APNS;
import io.getstream.models.AudioSettingsRequest;
import io.getstream.models.CallSettingsRequest;
import io.getstream.models.CallSettingsResponse;
import io.getstream.models.CreateCallTypeRequest;
import io.getstream.models.CreateCallTypeResponse;
import io.getstream.models.EventNotificationSettings;
import io.getstream.models.GetCallTypeResponse;
import io.getstream.models.LimitsSettingsRequest;
import io.getstream.models.NotificationSettings;
import io.getstream.models.UpdateCallTypeRequest;
import io.getstream.models.UpdateCallTypeResponse;
import io.getstream.services.Call;
import io.getstream.services.Video;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Call types of the application's own, and what they mean for calls. */
@ExtendWith(SwitchboardServer.class)
class JavaSdkCallTypesTest {

    private final Stage stage;
    private final Video video;
    private final String type;

    JavaSdkCallTypesTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
        video = stage.sdk().video();
        type = stage.id("meeting");
    }

    @BeforeEach
    void thereAreUsers() throws Exception {
        stage.users("host", "john", "zoe");
    }

    @Test
    void theBuiltInTypesAreListedByName() throws Exception {
        var types = video.listCallTypes().execute().getData().getCallTypes();

        assertThat(types).containsKeys("default", "livestream", "audio_room", "development");
        types.forEach((name, listed) -> assertThat(listed.getName()).isEqualTo(name));
        assertThat(types.get("livestream").getSettings().getBackstage().getEnabled()).isTrue();
        assertThat(types.get("default").getGrants()).containsKeys("admin", "user", "call_member");
    }

    @Test
    void aNewTypeEchoesWhatWasGivenAndHasSensibleGrantsForEverybodyElse() throws Exception {
        CreateCallTypeResponse made = create(CreateCallTypeRequest.builder()
                .grants(Map.of("admin", List.of("send-audio", "send-video", "mute-users")))
                .settings(CallSettingsRequest.builder()
                        .audio(AudioSettingsRequest.builder().micDefaultOn(false).defaultDevice("speaker").build())
                        .limits(LimitsSettingsRequest.builder().maxDurationSeconds(3600).maxParticipants(7).build())
                        .build())
                .notificationSettings(NotificationSettings.builder().enabled(true).callRing(EventNotificationSettings
                        .builder().enabled(true).apns(APNS.builder().title("Ring").body("now").build()).build()).build()));

        assertThat(made.getName()).isEqualTo(type);
        assertThat(made.getGrants().get("admin")).containsExactlyInAnyOrder("send-audio", "send-video", "mute-users");
        assertThat(made.getGrants().get("user")).contains("join-call");
        assertThat(made.getGrants().get("call_member")).contains("join-call");
        assertThat(made.getSettings().getAudio().getMicDefaultOn()).isFalse();
        assertThat(made.getSettings().getAudio().getDefaultDevice()).isEqualTo("speaker");
        assertThat(made.getSettings().getLimits().getMaxDurationSeconds()).isEqualTo(3600);
        assertThat(made.getSettings().getLimits().getMaxParticipants()).isEqualTo(7);
        assertThat(made.getSettings().getVideo().getEnabled()).as("the rest is as in 'default'").isTrue();
        assertThat(made.getNotificationSettings().getCallRing().getApns().getTitle()).isEqualTo("Ring");
        GetCallTypeResponse read = get();
        assertThat(read.getSettings()).isEqualTo(made.getSettings());
        assertThat(read.getGrants()).isEqualTo(made.getGrants());
        assertThat(read.getNotificationSettings()).isEqualTo(made.getNotificationSettings());
        assertThat(video.listCallTypes().execute().getData().getCallTypes().get(type).getGrants())
                .isEqualTo(made.getGrants());
    }

    @Test
    void anUpdateReplacesTheNamedRolesAndMergesSettingsFieldByField() throws Exception {
        CreateCallTypeResponse made = create(CreateCallTypeRequest.builder()
                .grants(Map.of("admin", List.of("send-audio"))).settings(limits(3600)));

        UpdateCallTypeResponse updated = update(UpdateCallTypeRequest.builder()
                .grants(Map.of("host", List.of("join-backstage"))).settings(CallSettingsRequest.builder()
                        .audio(AudioSettingsRequest.builder().micDefaultOn(false).defaultDevice("earpiece").build()).build()));

        assertThat(updated.getGrants().get("host")).containsExactly("join-backstage");
        assertThat(updated.getGrants().get("admin")).containsExactly("send-audio");
        assertThat(updated.getGrants().get("user")).isEqualTo(made.getGrants().get("user"));
        assertThat(updated.getSettings().getAudio().getDefaultDevice()).isEqualTo("earpiece");
        assertThat(updated.getSettings().getLimits().getMaxDurationSeconds()).isEqualTo(3600);
        assertThat(update(UpdateCallTypeRequest.builder().settings(limits(0))).getSettings().getLimits()
                .getMaxDurationSeconds()).isZero();
        assertThat(get().getCreatedAt()).isEqualTo(made.getCreatedAt());
        assertThat(get().getUpdatedAt()).isAfterOrEqualTo(updated.getUpdatedAt());
    }

    @Test
    void aDeletedTypeIsGoneAndMakesNoMoreCalls() throws Exception {
        create(CreateCallTypeRequest.builder());

        video.deleteCallType(type).execute();

        refused(404, 16, this::get).contains(type + ": call type does not exist");
        refused(404, 16, () -> video.deleteCallType(type).execute());
        refused(404, 16, () -> update(UpdateCallTypeRequest.builder()));
        refused(404, 16, () -> stage.create(type, "c"));
        assertThat(video.listCallTypes().execute().getData().getCallTypes()).doesNotContainKey(type);
    }

    @Test
    void aNameIsTakenOnlyOnceAndGrantsAreChecked() throws Exception {
        create(CreateCallTypeRequest.builder());

        refused(400, 6, () -> create(CreateCallTypeRequest.builder()));
        refused(400, 6, () -> video.createCallType(CreateCallTypeRequest.builder().name("default").build()).execute());
        refused(400, 4, () -> update(UpdateCallTypeRequest.builder().grants(Map.of("user", List.of("join-cal")))))
                .contains("grants.user[0]");
    }

    @Test
    void aCallKeepsTheSettingsItsTypeHadAndNewOnesHaveTheNew() throws Exception {
        create(CreateCallTypeRequest.builder().settings(limits(3600)));
        assertThat(stage.create(type, "before").getSettings().getLimits().getMaxDurationSeconds()).isEqualTo(3600);

        update(UpdateCallTypeRequest.builder().settings(limits(60)));

        assertThat(settings("before").getLimits().getMaxDurationSeconds()).isEqualTo(3600);
        assertThat(stage.create(type, "after").getSettings().getLimits().getMaxDurationSeconds()).isEqualTo(60);
    }

    @Test
    void accessToCallsCanBeRestrictedToTheirMembers() throws Exception {
        create(CreateCallTypeRequest.builder());
        stage.create(stage.call(type, "c"), stage.byHost().members(List.of(stage.member("john"))));
        assertThat(join("zoe")).as("as long as nobody forbids it").isEqualTo(201);

        List<String> grantsOfUsers = new ArrayList<>(get().getGrants().get("user"));
        grantsOfUsers.remove("join-call");
        update(UpdateCallTypeRequest.builder().grants(Map.of("user", grantsOfUsers)));

        assertThat(join("zoe")).isEqualTo(403);
        assertThat(join("john")).isEqualTo(201);
    }

    @Test
    void anEndedCallIsJoinedOnlyWithTheGrantForIt() throws Exception {
        create(CreateCallTypeRequest.builder());
        Call call = stage.call(type, "c");
        stage.create(call, stage.byHost());
        call.end();
        assertThat(join("john")).isEqualTo(201);

        List<String> grantsOfUsers = new ArrayList<>(get().getGrants().get("user"));
        grantsOfUsers.remove("join-ended-call");
        update(UpdateCallTypeRequest.builder().grants(Map.of("user", grantsOfUsers)));

        assertThat(join("zoe")).isEqualTo(403);
    }

    private int join(String name) throws IOException {
        return stage.app(name).join("/video/call/" + type + "/" + stage.id("c")).status();
    }

    private CallSettingsResponse settings(String call) throws StreamException {
        return stage.call(type, call).get().getData().getCall().getSettings();
    }

    private CreateCallTypeResponse create(CreateCallTypeRequest.CreateCallTypeRequestBuilder request)
            throws StreamException {
        return video.createCallType(request.name(type).build()).execute().getData();
    }

    private UpdateCallTypeResponse update(UpdateCallTypeRequest.UpdateCallTypeRequestBuilder request)
            throws StreamException {
        return video.updateCallType(type, request.build()).execute().getData();
    }

    private GetCallTypeResponse get() throws StreamException {
        return video.getCallType(type).execute().getData();
    }

    private static CallSettingsRequest limits(int seconds) {
        return CallSettingsRequest.builder()
                .limits(LimitsSettingsRequest.builder().maxDurationSeconds(seconds).build()).build();
    }
}
