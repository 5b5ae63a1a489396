package io.switchboard.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.getstream.models.AudioSettingsRequest;
import io.getstream.models.CallRequest;
import io.getstream.models.CallResponse;
import io.getstream.models.CallSettingsRequest;
import io.getstream.models.CallSettingsResponse;
import io.getstream.models.GetCallRequest;
import io.getstream.models.GetCallResponse;
import io.getstream.models.GetOrCreateCallRequest;
import io.getstream.models.GetOrCreateCallResponse;
import io.getstream.models.LimitsSettingsRequest;
import io.getstream.models.MemberRequest;
import io.getstream.models.MemberResponse;
import io.getstream.models.ScreensharingSettingsRequest;
import io.getstream.models.UpdateCallRequest;
import io.getstream.models.UserRequest;
import io.getstream.services.Call;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SwitchboardServer.class)
class JavaSdkCallsTest {

    private static final Map<String, Object> CUSTOM = Map.of(
            "color", "blue",
            "date", "2024-05-10T09:09:03.584Z",
            "seats", 12,
            "price", 9.75,
            "open", true,
            "place", Map.of("city", "Köln", "floors", List.of(1, 2, 3)));

    private final Stage stage;

    JavaSdkCallsTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
    }

    @Test
    void aCreatedCallIsAnsweredWithEverythingThatWasGiven() throws Exception {
        stage.users("john", "jack");
        Instant startsAt = Instant.parse("2031-02-03T04:05:06.789Z");
        Instant before = Instant.now();

        GetOrCreateCallResponse answer = stage.create(stage.call("default", "c"), stage.byHost()
                .members(List.of(stage.member("john", "admin"), stage.member("jack")))
                .custom(CUSTOM)
                .startsAt(Date.from(startsAt))
                .settingsOverride(audio(AudioSettingsRequest.builder().defaultDevice("speaker").micDefaultOn(false))));

        assertThat(answer.getCreated()).isTrue();
        assertThat(answer.getDuration()).isNotBlank();
        assertThat(answer.getOwnCapabilities()).isNotNull();
        CallResponse call = answer.getCall();
        assertThat(call.getType()).isEqualTo("default");
        assertThat(call.getId()).isEqualTo(stage.id("c"));
        assertThat(call.getCid()).isEqualTo(stage.cid("default", "c"));
        assertThat(call.getCreatedBy().getId()).isEqualTo(stage.id("host"));
        assertThat(call.getCustom()).isEqualTo(CUSTOM);
        assertThat(call.getStartsAt().toInstant()).isEqualTo(startsAt);
        assertThat(call.getCreatedAt().toInstant()).isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
        assertThat(call.getUpdatedAt()).isEqualTo(call.getCreatedAt());
        assertThat(call.getSettings().getAudio().getDefaultDevice()).isEqualTo("speaker");
        assertThat(call.getSettings().getAudio().getMicDefaultOn()).isFalse();
        assertThat(Stage.userIds(answer.getMembers())).as("newest first, then by id").isEqualTo(stage.ids("jack", "john"));
        assertThat(answer.getMembers()).extracting(MemberResponse::getRole).containsExactly(null, "admin");
        assertThat(answer.getMembers()).extracting(m -> m.getUser().getId()).isEqualTo(stage.ids("jack", "john"));
    }

    @Test
    void aFreshCallHasNeitherEndedNorASession() throws Exception {
        CallResponse call = stage.create("default", "c");

        assertThat(call.getEndedAt()).isNull();
        assertThat(call.getStartsAt()).isNull();
        assertThat(call.getSession()).isNull();
        assertThat(call.getTeam()).isNull();
        assertThat(call.getCurrentSessionID()).isEmpty();
        assertThat(call.getBlockedUserIds()).isEmpty();
        assertThat(call.getCustom()).isEmpty();
        assertThat(call.getBackstage()).isFalse();
        assertThat(call.getRecording()).isFalse();
        assertThat(call.getTranscribing()).isFalse();
        assertThat(call.getCaptioning()).isFalse();
        assertThat(call.getTranslating()).isFalse();
        assertThat(call.getEgress().getBroadcasting()).isFalse();
        assertThat(call.getEgress().getRtmps()).isEmpty();
        assertThat(call.getIngress().getRtmp().getAddress()).contains(call.getId());
        assertThat(stage.create("livestream", "l").getBackstage()).isTrue();
    }

    @Test
    void theSdkCanMakeSrtCredentialsOfTheAnswer() throws Exception {
        Call call = stage.call("default", "c");
        stage.create(call, stage.byHost());

        String address = call.createSRTCredentials(stage.id("host")).getAddress();

        assertThat(address).contains(stage.sdk().tokenBuilder().createToken("x").split("\\.")[0])
                .doesNotContain("{passphrase}", "{token}");
    }

    @Test
    void everySettingsGroupIsAnswered() throws Exception {
        CallSettingsResponse settings = stage.create("default", "c").getSettings();

        assertThat(settings).hasNoNullFieldsOrPropertiesExcept("ingress");
        assertThat(settings.getAudio()).hasNoNullFieldsOrPropertiesExcept("noiseCancellation");
        assertThat(settings.getVideo().getTargetResolution().getWidth()).isBetween(240, 3840);
        assertThat(settings.getRing()).hasNoNullFieldsOrProperties();
        assertThat(settings.getSession().getInactivityTimeoutSeconds()).isBetween(5, 900);
        assertThat(settings.getLimits().getMaxDurationSeconds()).isNull();
        assertThat(settings.getRecording().getLayout().getName()).isNotBlank();
        assertThat(settings.getBroadcasting().getHls().getQualityTracks()).isNotEmpty();
        assertThat(settings.getGeofencing().getNames()).isEmpty();
    }

    @Test
    void getOrCreateOfAnExistingCallCreatesNothingAndAnswersTheCallAsItIs() throws Exception {
        stage.users("john", "jack");
        Call call = stage.call("default", "c");
        CallResponse first = stage.create(call, stage.byHost().custom(CUSTOM).members(List.of(stage.member("john")))).getCall();

        GetOrCreateCallResponse again = stage.create(call, stage.byHost());

        assertThat(again.getCreated()).isFalse();
        assertThat(again.getCall()).isEqualTo(first);
        assertThat(Stage.userIds(again.getMembers())).isEqualTo(stage.ids("john"));
    }

    @Test
    void theCreatorMayBeUnknownOrGivenAsAnObject() throws Exception {
        String unknown = stage.create("default", "by-id").getCreatedBy().getId();
        CallResponse byObject = stage.create(stage.call("default", "by-object"), CallRequest.builder().createdBy(
                UserRequest.builder().id(stage.id("ann")).name("Ann").custom(Map.of("vip", true)).build())).getCall();

        assertThat(unknown).isEqualTo(stage.id("host"));
        assertThat(byObject.getCreatedBy().getId()).isEqualTo(stage.id("ann"));
        assertThat(byObject.getCreatedBy().getName()).isEqualTo("Ann");
        assertThat(byObject.getCreatedBy().getCustom()).isEqualTo(Map.of("vip", true));
        assertThat(stage.create(stage.call("default", "with-both"), stage.byHost()
                .members(List.of(stage.member("host"), stage.member("ann")))).getMembers())
                .as("both creators exist now").hasSize(2);
    }

    @Test
    void gettingACallAnswersWhatCreatingItAnswered() throws Exception {
        stage.users("john", "jack");
        Call call = stage.call("default", "c");
        GetOrCreateCallResponse created = stage.create(call, stage.byHost().custom(CUSTOM)
                .startsAt(Date.from(Instant.now().truncatedTo(ChronoUnit.MILLIS).plusSeconds(3600)))
                .members(List.of(stage.member("john", "admin"), stage.member("jack"))));

        GetCallResponse read = call.get().getData();

        assertThat(read.getCall()).isEqualTo(created.getCall());
        assertThat(read.getMembers()).isEqualTo(created.getMembers());
        assertThat(read.getOwnCapabilities()).isNotNull();
    }

    @Test
    void aCallAnswersTwentyFiveMembersUnlessAskedOtherwise() throws Exception {
        String[] names = IntStream.range(0, 30).mapToObj("u%02d"::formatted).toArray(String[]::new);
        stage.users(names);
        Call call = stage.call("default", "c");
        List<MemberRequest> members = IntStream.range(0, 30).mapToObj(i -> stage.member(names[i])).toList();

        assertThat(stage.create(call, stage.byHost().members(members)).getMembers()).hasSize(25);
        assertThat(call.get().getData().getMembers()).hasSize(25);
        assertThat(call.get(GetCallRequest.builder().MembersLimit(100).build()).getData().getMembers()).hasSize(30);
        assertThat(Stage.userIds(call.getOrCreate(GetOrCreateCallRequest.builder().membersLimit(2)
                .data(stage.byHost().build()).build()).getData().getMembers())).isEqualTo(stage.ids("u00", "u01"));
    }

    @Test
    void updatingCustomDataReplacesIt() throws Exception {
        Call call = stage.call("default", "c");
        CallResponse created = stage.create(call, stage.byHost().custom(Map.of("color", "blue", "size", 1))).getCall();
        Stage.awaitAfter(created.getCreatedAt());

        CallResponse updated = call.update(UpdateCallRequest.builder().custom(Map.of("color", "red")).build()).getData().getCall();

        assertThat(updated.getCustom()).isEqualTo(Map.of("color", "red"));
        assertThat(updated.getCreatedAt()).isEqualTo(created.getCreatedAt());
        assertThat(updated.getUpdatedAt()).isAfter(created.getUpdatedAt());
        assertThat(call.get().getData().getCall()).isEqualTo(updated);
    }

    @Test
    void overriddenSettingsMergeFieldByFieldAndStay() throws Exception {
        Call call = stage.call("default", "c");
        CallSettingsResponse defaults = stage.create("default", "untouched").getSettings();
        stage.create(call, stage.byHost().settingsOverride(audio(AudioSettingsRequest.builder()
                .defaultDevice("speaker").micDefaultOn(!defaults.getAudio().getMicDefaultOn()))));

        CallSettingsResponse updated = override(call, CallSettingsRequest.builder()
                .screensharing(ScreensharingSettingsRequest.builder()
                        .enabled(!defaults.getScreensharing().getEnabled()).build())
                .limits(LimitsSettingsRequest.builder().maxDurationSeconds(3600).build()));

        defaults.getAudio().setDefaultDevice("speaker");
        defaults.getAudio().setMicDefaultOn(!defaults.getAudio().getMicDefaultOn());
        defaults.getScreensharing().setEnabled(!defaults.getScreensharing().getEnabled());
        defaults.getLimits().setMaxDurationSeconds(3600);
        assertThat(updated).isEqualTo(defaults);
        assertThat(call.get().getData().getCall().getSettings()).isEqualTo(defaults);
        assertThat(override(call, CallSettingsRequest.builder().limits(LimitsSettingsRequest.builder()
                .maxDurationSeconds(0).build())).getLimits().getMaxDurationSeconds()).isZero();
    }

    @Test
    void anUpdateOfTheStartTimeIsExactAndLeavesTheRestAlone() throws Exception {
        stage.users("john");
        Call call = stage.call("default", "c");
        stage.create(call, stage.byHost().custom(CUSTOM).members(List.of(stage.member("john"))));
        Date inAnHour = Date.from(Instant.now().plusSeconds(3600));

        var updated = call.update(UpdateCallRequest.builder().startsAt(inAnHour).build()).getData();

        assertThat(updated.getCall().getStartsAt()).isEqualTo(inAnHour);
        assertThat(updated.getCall().getCustom()).isEqualTo(CUSTOM);
        assertThat(Stage.userIds(updated.getMembers())).as("an update answers the members").isEqualTo(stage.ids("john"));
        assertThat(call.update().getData().getCall().getStartsAt()).as("an update of nothing").isEqualTo(inAnHour);
        for (String given : List.of("1969-07-20T20:17:40.000Z", "1970-01-01T00:00:00.000Z", "2262-01-01T00:00:00.001Z")) {
            Date instant = Date.from(Instant.parse(given));
            assertThat(call.update(UpdateCallRequest.builder().startsAt(instant).build()).getData().getCall().getStartsAt())
                    .isEqualTo(instant);
        }
    }

    @Test
    void markingACallEndedSetsTheEndTime() throws Exception {
        Call call = stage.call("default", "c");
        assertThat(stage.create(call, stage.byHost()).getCall().getEndedAt()).isNull();
        Instant before = Instant.now();

        assertThat(call.end().getData().getDuration()).isNotBlank();

        CallResponse ended = call.get().getData().getCall();
        assertThat(ended.getEndedAt()).isNotNull();
        assertThat(ended.getEndedAt().toInstant()).isCloseTo(before, within(5, ChronoUnit.SECONDS));
        assertThat(ended.getEndedAt()).isAfterOrEqualTo(ended.getCreatedAt());
        assertThat(stage.create(call, stage.byHost()).getCall().getEndedAt()).as("getOrCreate does not revive it")
                .isEqualTo(ended.getEndedAt());
    }

    private static CallSettingsRequest audio(AudioSettingsRequest.AudioSettingsRequestBuilder audio) {
        return CallSettingsRequest.builder().audio(audio.build()).build();
    }

    private static CallSettingsResponse override(Call call, CallSettingsRequest.CallSettingsRequestBuilder settings)
            throws Exception {
        return call.update(UpdateCallRequest.builder().settingsOverride(settings.build()).build())
                .getData().getCall().getSettings();
    }
}
