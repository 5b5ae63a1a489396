package io.switchboard.events.call;

import static io.switchboard.events.testing.Facts.added;
import static io.switchboard.events.testing.Facts.changed;
import static io.switchboard.events.testing.Facts.created;
import static io.switchboard.events.testing.Facts.createdWith;
import static io.switchboard.events.testing.Facts.customChanged;
import static io.switchboard.events.testing.Facts.ended;
import static io.switchboard.events.testing.Facts.json;
import static io.switchboard.events.testing.Facts.member;
import static io.switchboard.events.testing.Facts.removed;
import static io.switchboard.events.testing.Facts.rescheduled;
import static io.switchboard.events.testing.Facts.settingsChanged;
import static io.switchboard.events.testing.FoldScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.CallEvent.CallCreated;
import io.switchboard.events.CallEvent.CallEnded;
import io.switchboard.events.CallEvent.CallUpdated;
import io.switchboard.events.CallEvent.MembersUpdated;
import io.switchboard.events.CallEvent.Unknown;
import io.switchboard.events.Cid;
import io.switchboard.events.testing.CallHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each event does to a call. */
class FoldOfEventsTest {

    private static final Instant SECOND = CallHistory.time(2);
    private static final Instant THIRD = CallHistory.time(3);
    private static final Instant TOMORROW = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void aCreatedCallIsWhatItsFirstEventSays() {
        given().when(new CallCreated("john", Optional.of("red"), Optional.of(TOMORROW), json("{\"a\":1}"),
                json("{\"audio\":{\"mic_default_on\":true}}"), List.of(member("jack", "host", "{\"b\":2}")), true,
                Optional.of(true), Optional.of("messaging:standup")))
                .then(call -> {
                    CallCore core = call.core();
                    assertThat(core).isEqualTo(new CallCore(new Cid("default", "standup"), 1, core.lastHash(), "john",
                            CallHistory.START, CallHistory.START, Optional.of(TOMORROW), Optional.empty(),
                            json("{\"a\":1}"), Optional.of("red"), true, Optional.of("messaging:standup"), 1));
                    assertThat(call.settings()).isEqualTo(json("{\"audio\":{\"mic_default_on\":true}}"));
                    assertThat(call.members()).containsExactly(Map.entry("jack", new Member("jack",
                            Optional.of("host"), json("{\"b\":2}"), CallHistory.START, CallHistory.START)));
                });
    }

    @Test
    void aCallCreatedWithLittleHasEmptyParts() {
        given().when(created()).then(call -> {
            assertThat(call.core().startsAt()).isEmpty();
            assertThat(call.core().endedAt()).isEmpty();
            assertThat(call.core().team()).isEmpty();
            assertThat(call.core().channelCid()).isEmpty();
            assertThat(call.core().backstage()).isFalse();
            assertThat(call.core().members()).isZero();
            assertThat(call.members()).isEmpty();
        });
    }

    @Test
    void newCustomDataReplacesTheOldWhole() {
        given(created(), customChanged("{\"a\":1,\"b\":{\"c\":2}}")).when(customChanged("{\"b\":{\"d\":3}}"))
                .then(call -> {
                    assertThat(call.core().custom()).isEqualTo(json("{\"b\":{\"d\":3}}"));
                    assertThat(call.core().updatedAt()).isEqualTo(THIRD);
                    assertThat(call.core().createdAt()).isEqualTo(CallHistory.START);
                });
    }

    @Test
    void aSettingsOverrideMergesPerFieldAndKeepsEarlierOverrides() {
        given(createdWith("{\"audio\":{\"mic_default_on\":true,\"default_device\":\"earpiece\"},\"geo\":[1]}"),
                settingsChanged("{\"audio\":{\"mic_default_on\":false}}"))
                .when(settingsChanged("{\"audio\":{\"default_device\":\"speaker\"},\"geo\":[2,3]}"))
                .then(call -> {
                    assertThat(call.settings()).isEqualTo(json(
                            "{\"audio\":{\"mic_default_on\":false,\"default_device\":\"speaker\"},\"geo\":[2,3]}"));
                    assertThat(call.core().updatedAt()).isEqualTo(THIRD);
                });
    }

    @Test
    void aRescheduledCallStartsAtTheNewTime() {
        given(created(), rescheduled(TOMORROW)).when(rescheduled(TOMORROW.plusSeconds(60)))
                .then(call -> assertThat(call.core().startsAt()).contains(TOMORROW.plusSeconds(60)));
    }

    @Test
    void whatAnUpdateDoesNotMentionStays() {
        given(createdWith("{\"x\":1}", member("jack")), rescheduled(TOMORROW), customChanged("{\"a\":1}"))
                .when(new CallUpdated(Optional.empty(), Optional.empty(), Optional.empty()))
                .then(call -> {
                    assertThat(call.core().startsAt()).contains(TOMORROW);
                    assertThat(call.core().custom()).isEqualTo(json("{\"a\":1}"));
                    assertThat(call.settings()).isEqualTo(json("{\"x\":1}"));
                    assertThat(call.members()).containsOnlyKeys("jack");
                    assertThat(call.core().updatedAt()).isEqualTo(CallHistory.time(4));
                });
    }

    @Test
    void addedMembersJoinAtTheTimeOfTheEvent() {
        given(created(member("jack"))).when(added(member("jill", "host", "{\"seat\":7}"), member("joe")))
                .then(call -> {
                    assertThat(call.members()).containsOnlyKeys("jack", "jill", "joe");
                    assertThat(call.members().get("jill")).isEqualTo(new Member("jill", Optional.of("host"),
                            json("{\"seat\":7}"), SECOND, SECOND));
                    assertThat(call.members().get("jack").createdAt()).isEqualTo(CallHistory.START);
                    assertThat(call.core().members()).isEqualTo(3);
                    assertThat(call.core().updatedAt()).isEqualTo(SECOND);
                });
    }

    @Test
    void aChangedMemberIsReplacedButKeepsItsPlace() {
        given(created(member("jack", "host", "{\"seat\":7}")), added(member("jill"))).when(changed(member("jack")))
                .then(call -> {
                    assertThat(call.members().get("jack")).isEqualTo(new Member("jack", Optional.empty(),
                            json("{}"), CallHistory.START, THIRD));
                    assertThat(call.members().get("jill").updatedAt()).isEqualTo(SECOND);
                    assertThat(call.core().members()).isEqualTo(2);
                });
    }

    @Test
    void removedMembersAreGone() {
        given(created(member("jack"), member("jill"), member("joe"))).when(removed("jack", "joe"))
                .then(call -> {
                    assertThat(call.members()).containsOnlyKeys("jill");
                    assertThat(call.core().members()).isEqualTo(1);
                });
    }

    @Test
    void aMemberWhoComesBackIsNew() {
        given(created(member("jack")), removed("jack")).when(added(member("jack")))
                .then(call -> assertThat(call.members().get("jack").createdAt()).isEqualTo(THIRD));
    }

    @Test
    void oneEventMayAddChangeAndRemove() {
        given(created(member("jack"), member("jill")))
                .when(new MembersUpdated(List.of(member("joe")), List.of(member("jill", "host", "{}")),
                        List.of("jack")))
                .then(call -> {
                    assertThat(call.members()).containsOnlyKeys("jill", "joe");
                    assertThat(call.members().get("jill").role()).contains("host");
                    assertThat(call.core().members()).isEqualTo(2);
                });
    }

    @Test
    void anEndedCallKeepsEverythingElse() {
        given(created(member("jack")), customChanged("{\"a\":1}")).when(ended()).then(call -> {
            assertThat(call.core().endedAt()).contains(THIRD);
            assertThat(call.core().updatedAt()).isEqualTo(THIRD);
            assertThat(call.core().custom()).isEqualTo(json("{\"a\":1}"));
            assertThat(call.members()).containsOnlyKeys("jack");
        });
    }

    @Test
    void aCallEndedByTheServerIsEndedAsWell() {
        given(created()).when(new CallEnded(Optional.empty(), "mark_ended"))
                .then(call -> assertThat(call.core().endedAt()).contains(SECOND));
    }

    @Test
    void anUnknownEventTakesItsPlaceAndChangesNothingElse() {
        given(created(member("jack")), customChanged("{\"a\":1}"))
                .when(new Unknown("CallTeleported", 3, json("{\"custom\":{\"a\":2},\"removed\":[\"jack\"]}")))
                .then(call -> {
                    assertThat(call.core().custom()).isEqualTo(json("{\"a\":1}"));
                    assertThat(call.core().updatedAt()).isEqualTo(SECOND);
                    assertThat(call.members()).containsOnlyKeys("jack");
                });
    }

    @Test
    void whatFollowsAnUnknownEventRefersToIt() {
        given(created(), new Unknown("CallTeleported", 1, json("{}"))).when(customChanged("{\"a\":1}"))
                .then(call -> assertThat(call.core().seq()).isEqualTo(3));
    }
}
