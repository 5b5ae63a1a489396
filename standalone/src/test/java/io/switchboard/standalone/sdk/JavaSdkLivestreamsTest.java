package io.switchboard.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.models.BackstageSettingsRequest;
import io.getstream.models.CallSettingsRequest;
import io.getstream.models.CallStateResponseFields;
import io.getstream.models.QueryCallsRequest;
import io.getstream.models.UpdateCallRequest;
import io.getstream.services.Call;
import io.switchboard.events.CallEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Backstage: who is let in before a call is live, and from when on. */
@ExtendWith(SwitchboardServer.class)
class JavaSdkLivestreamsTest {

    private static final int AHEAD_SECONDS = 600;

    private final Stage stage;
    private Call call;
    private String path;

    JavaSdkLivestreamsTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
    }

    @BeforeEach
    void thereAreUsers() throws Exception {
        stage.users("host", "speaker", "viewer");
        call = stage.call("livestream", "c");
        path = stage.path("livestream", "c");
    }

    @Test
    void goingLiveLetsViewersInAndStoppingKeepsNewOnesOut() throws Exception {
        stage.create(call, stage.byHost().members(List.of(stage.member("speaker", "host"))));
        assertThat(call.get().getData().getCall().getBackstage()).isTrue();
        assertThat(join("viewer")).isEqualTo(403);
        assertThat(join("speaker")).as("a host is at home in backstage").isEqualTo(201);

        assertThat(call.goLive().getData().getCall().getBackstage()).isFalse();
        assertThat(join("viewer")).isEqualTo(201);
        assertThat(call.get().getData().getCall().getSession().getLiveStartedAt()).isNotNull();
        assertThat(stage.findMine(Map.of("backstage", Map.of("$eq", false)))).containsExactly(stage.id("c"));

        assertThat(call.stopLive().getData().getCall().getBackstage()).isTrue();
        assertThat(call.get().getData().getCall().getSession().getLiveEndedAt()).isNotNull();
        assertThat(stage.in("livestream", "c")).as("whoever is in stays in").contains(stage.id("viewer"));
        assertThat(stage.app("viewer").post(path + "/leave", "").status()).isEqualTo(201);
        assertThat(join("viewer")).isEqualTo(403);
        assertThat(stage.findMine(Map.of("backstage", false))).isEmpty();
    }

    @Test
    void goingLiveTwiceHappensOnce() throws Exception {
        stage.create(call, stage.byHost());

        call.goLive();
        assertThat(call.goLive().getData().getCall().getBackstage()).isFalse();

        assertThat(stage.history("livestream", "c")).extracting(CallEvent::typeName)
                .containsExactly("CallCreated", "CallWentLive");
    }

    @Test
    void viewersAreLetInShortlyBeforeTheStart() throws Exception {
        Instant now = Instant.now();
        stage.create(call, stage.byHost().startsAt(Date.from(now.plusSeconds(3 * AHEAD_SECONDS)))
                .settingsOverride(backstage(true, AHEAD_SECONDS)));
        assertThat(call.get().getData().getCall().getJoinAheadTimeSeconds()).isEqualTo(AHEAD_SECONDS);
        assertThat(join("viewer")).as("too early").isEqualTo(403);

        call.update(UpdateCallRequest.builder().startsAt(Date.from(now.plusSeconds(AHEAD_SECONDS / 2))).build());

        assertThat(join("viewer")).isEqualTo(201);
        assertThat(call.get().getData().getCall().getBackstage()).as("the call is not live for that").isTrue();
    }

    @Test
    void aDefaultCallMayHaveABackstageToo() throws Exception {
        Call meeting = stage.call("default", "c");
        stage.create(meeting, stage.byHost().settingsOverride(backstage(true, 0)));

        assertThat(meeting.get().getData().getCall().getBackstage()).isTrue();
        meeting.update(UpdateCallRequest.builder().settingsOverride(backstage(false, 0)).build());
        assertThat(meeting.get().getData().getCall().getBackstage()).as("only go_live and stop_live change it").isTrue();
        meeting.goLive();

        List<CallStateResponseFields> live = stage.sdk().video().queryCalls(QueryCallsRequest.builder().filterConditions(
                Map.of("backstage", false, "cid", stage.cid("default", "c"))).build()).execute().getData().getCalls();
        assertThat(Stage.callIds(live)).containsExactly(stage.id("c"));
    }

    private int join(String name) throws IOException {
        return stage.app(name).join(path).status();
    }

    private static CallSettingsRequest backstage(boolean enabled, int aheadSeconds) {
        return CallSettingsRequest.builder().backstage(BackstageSettingsRequest.builder()
                .enabled(enabled).joinAheadTimeSeconds(aheadSeconds).build()).build();
    }
}
