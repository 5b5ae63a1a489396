package io.switchboard.events.call;

import static io.switchboard.events.testing.Facts.created;
import static io.switchboard.events.testing.Facts.createdWith;
import static io.switchboard.events.testing.Facts.member;
import static io.switchboard.events.testing.Facts.settingsChanged;
import static io.switchboard.events.testing.FoldScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.CallAccepted;
import io.switchboard.events.CallEvent.CallDeleted;
import io.switchboard.events.CallEvent.CallMissed;
import io.switchboard.events.CallEvent.CallRung;
import io.switchboard.events.CallEvent.CallStoppedLive;
import io.switchboard.events.CallEvent.CallWentLive;
import io.switchboard.events.CallEvent.FeedbackSubmitted;
import io.switchboard.events.CallEvent.ParticipantJoined;
import io.switchboard.events.CallEvent.ParticipantLeft;
import io.switchboard.events.CallEvent.SessionEnded;
import io.switchboard.events.CallEvent.SessionStarted;
import io.switchboard.events.CallEvent.UserBlocked;
import io.switchboard.events.CallEvent.UserPermissionsUpdated;
import io.switchboard.events.CallEvent.UserUnblocked;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.testing.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each event does to a call's sessions, and to who may be in them. */
class FoldOfSessionsTest {

    private static final Instant MISSED_AT = Instant.parse("2026-03-01T13:00:00Z");
    private static final CallEvent STARTED = new SessionStarted("s1");

    private static ParticipantJoined joined(String device, String role) {
        return new ParticipantJoined("s1", device, "user of " + device, role);
    }

    private static ParticipantLeft left(String device) {
        return new ParticipantLeft("s1", device, "user of " + device, "left", 1);
    }

    private static CallRung rung(String... users) {
        return new CallRung("s1", "john", List.of(users), false, MISSED_AT);
    }

    private static CallSession session(Call call) {
        return call.core().session().orElseThrow();
    }

    @Test
    void aStartedSessionIsOngoingAndLiveUnlessInBackstage() {
        given(created()).when(STARTED).then(call -> {
            assertThat(call.core().ongoing()).isTrue();
            assertThat(session(call).startedAt()).contains(CallHistory.time(2));
            assertThat(session(call).liveStartedAt()).contains(CallHistory.time(2));
        });
        given(created(), new CallStoppedLive(Optional.empty())).when(STARTED)
                .then(call -> assertThat(session(call).liveStartedAt()).isEmpty());
    }

    @Test
    void comingAndGoingIsCountedByRole() {
        given(created(), STARTED, joined("a", "host"), joined("b", "user"), joined("c", "user")).when(left("a"))
                .then(call -> {
                    assertThat(session(call).countsByRole()).isEqualTo(Map.of("user", 2));
                    assertThat(session(call).participants()).isEqualTo(2);
                    assertThat(session(call).attendance().peak()).isEqualTo(3);
                    assertThat(session(call).attendance().joins()).isEqualTo(3);
                    assertThat(call.participants()).containsOnlyKeys("user of b", "user of c");
                    assertThat(call.core().updatedAt()).as("coming and going changes no property")
                            .isEqualTo(CallHistory.START);
                });
    }

    @Test
    void theEndOfASessionPutsEverybodyOut() {
        given(created(), STARTED, joined("a", "user")).when(new SessionEnded("s1", "ended")).then(call -> {
            assertThat(call.core().ongoing()).isFalse();
            assertThat(call.core().currentSession()).isEmpty();
            assertThat(session(call).endedAt()).contains(CallHistory.time(4));
            assertThat(session(call).liveEndedAt()).contains(CallHistory.time(4));
            assertThat(call.participants()).isEmpty();
        });
    }

    @Test
    void theNextSessionMakesTheLastOneAPastOne() {
        given(created(), rung("anna"), new SessionEnded("s1", "ended")).when(new SessionStarted("s2")).then(call -> {
            assertThat(session(call).id()).isEqualTo("s2");
            assertThat(call.pastSessions()).containsOnlyKeys("s1");
            assertThat(call.rings()).isEmpty();
        });
    }

    @Test
    void ringingOpensASessionThatHasNotStarted() {
        given(created()).when(rung("anna", "bob")).then(call -> {
            assertThat(call.core().ongoing()).isFalse();
            assertThat(call.core().currentSession()).isPresent();
            assertThat(session(call).ringEndsAt()).contains(MISSED_AT);
            assertThat(call.rings()).containsOnlyKeys("anna", "bob");
        });
    }

    @Test
    void whoAnswersIsNotWaitedForAnyMore() {
        given(created(), rung("anna", "bob"), new CallAccepted("s1", "anna"))
                .when(new CallMissed("s1", "john", List.of("bob"), "timeout")).then(call -> {
                    assertThat(call.rings().get("anna").acceptedAt()).contains(CallHistory.time(3));
                    assertThat(call.rings().get("bob").missedAt()).contains(CallHistory.time(4));
                    assertThat(session(call).ringEndsAt()).isEmpty();
                });
    }

    @Test
    void ringingSomebodyAnewForgetsHowHeAnswered() {
        given(created(), rung("anna"), new CallAccepted("s1", "anna")).when(rung("anna")).then(call ->
                assertThat(call.rings().get("anna").acceptedAt()).isEmpty());
    }

    @Test
    void theTimerFollowsTheSettings() {
        String ten = "{\"limits\":{\"max_duration_seconds\":600}}";
        given(createdWith(ten)).when(STARTED).then(call ->
                assertThat(session(call).timerEndsAt()).contains(CallHistory.time(2).plusSeconds(600)));
        given(createdWith(ten), STARTED).when(settingsChanged("{\"limits\":{\"max_duration_seconds\":900}}"))
                .then(call -> assertThat(session(call).timerEndsAt()).contains(CallHistory.time(2).plusSeconds(900)));
        given(createdWith(ten), STARTED).when(settingsChanged("{\"limits\":{\"max_duration_seconds\":0}}"))
                .then(call -> assertThat(session(call).timerEndsAt()).isEmpty());
    }

    @Test
    void goingLiveAndStoppingIsRememberedInTheSession() {
        given(created(), new CallStoppedLive(Optional.empty()), STARTED).when(new CallWentLive(Optional.of("john")))
                .then(call -> {
                    assertThat(call.core().backstage()).isFalse();
                    assertThat(session(call).liveStartedAt()).contains(CallHistory.time(4));
                });
        given(created(), STARTED).when(new CallStoppedLive(Optional.empty())).then(call -> {
            assertThat(call.core().backstage()).isTrue();
            assertThat(session(call).liveEndedAt()).contains(CallHistory.time(3));
        });
    }

    @Test
    void theWorstRatingIsKept() {
        given(created(), STARTED, feedback(4)).when(feedback(2))
                .then(call -> assertThat(session(call).ratings().worst()).contains(2));
        given(created(), STARTED, feedback(2)).when(feedback(4))
                .then(call -> assertThat(session(call).ratings().worst()).contains(2));
    }

    @Test
    void aUserIsCountedOnceInASessionHoweverOftenAndWithHoweverManyDevicesHeComes() {
        given(created(), STARTED, anna("s1", "phone"), anna("s1", "laptop"), joined("b", "user"),
                new ParticipantLeft("s1", "phone", "anna", "left", 1),
                new ParticipantLeft("s1", "laptop", "anna", "left", 1))
                .when(anna("s1", "phone")).then(call ->
                        assertThat(session(call).attendance()).isEqualTo(new Attendance(4, 3, 2, 2, 2)));
    }

    @Test
    void oneDeviceOfTwoThatLeavesLeavesItsUserIn() {
        given(created(), STARTED, anna("s1", "phone"), anna("s1", "laptop"))
                .when(new ParticipantLeft("s1", "phone", "anna", "left", 1)).then(call -> {
                    assertThat(session(call).attendance().usersIn()).isEqualTo(1);
                    assertThat(session(call).participants()).isEqualTo(1);
                });
    }

    @Test
    void everySessionCountsItsUsersAnew() {
        given(created(), STARTED, anna("s1", "phone"), new SessionEnded("s1", "ended"), new SessionStarted("s2"))
                .when(anna("s2", "phone")).then(call -> {
                    assertThat(session(call).attendance()).isEqualTo(new Attendance(1, 1, 1, 1, 1));
                    assertThat(call.pastSessions().get("s1").attendance()).isEqualTo(new Attendance(1, 1, 1, 0, 1));
                    assertThat(call.lastVisits()).as("one row per user, not per session").isEqualTo(Map.of("anna", "s2"));
                });
    }

    private static ParticipantJoined anna(String session, String device) {
        return new ParticipantJoined(session, device, "anna", "user");
    }

    @Test
    void ratingsAreCountedAndSummedInTheSessionTheyAreAbout() {
        given(created(), STARTED, feedback(4), new SessionEnded("s1", "ended"), new SessionStarted("s2"))
                .when(feedback(1)).then(call -> {
                    Ratings rated = call.pastSessions().get("s1").ratings();
                    assertThat(rated).isEqualTo(new Ratings(2, 5, Optional.of(1)));
                    assertThat(rated.average()).contains(2.5);
                    assertThat(session(call).ratings().average()).isEmpty();
                });
    }

    @Test
    void feedbackIsKeptAsItWasGivenUntilTheCallIsDeleted() {
        given(created(), STARTED).when(feedback(3)).then(call -> assertThat(call.feedback().values())
                .containsExactly(new Feedback(3, CallHistory.time(3), feedback(3))));
        given(created(), STARTED, anna("s1", "phone"), feedback(3), new SessionEnded("s1", "deleted"))
                .when(new CallDeleted(true, Optional.empty())).then(call -> {
                    assertThat(call.feedback()).isEmpty();
                    assertThat(call.lastVisits()).isEmpty();
                });
    }

    private static FeedbackSubmitted feedback(int rating) {
        return new FeedbackSubmitted(Optional.of("anna"), Optional.of("s1"), Optional.empty(), rating, Optional.empty(), "web", "1",
                Facts.json("{}"));
    }

    @Test
    void blockedUsersAreCountedAndLetGo() {
        given(created()).when(new UserBlocked("anna", Optional.empty())).then(call -> {
            assertThat(call.blocked()).containsOnlyKeys("anna");
            assertThat(call.core().blocked()).isEqualTo(1);
        });
        given(created(), new UserBlocked("anna", Optional.empty())).when(new UserUnblocked("anna", Optional.empty()))
                .then(call -> assertThat(call.core().blocked()).isZero());
    }

    @Test
    void theLastWordAboutAPermissionCounts() {
        given(created(), new UserPermissionsUpdated("anna", List.of("send-video"), List.of("send-audio")))
                .when(new UserPermissionsUpdated("anna", List.of("send-audio"), List.of("screenshare"))).then(call -> {
                    assertThat(call.sendPermissions().get("anna").granted()).containsExactly("send-audio", "send-video");
                    assertThat(call.sendPermissions().get("anna").revoked()).containsExactly("screenshare");
                });
    }

    @Test
    void ofADeletedCallOnlyItsPlaceInTheHistoryIsLeft() {
        given(created(member("anna")), STARTED, new SessionEnded("s1", "deleted")).when(new CallDeleted(true, Optional.empty()))
                .then(call -> {
                    assertThat(call.core().deletedAt()).contains(CallHistory.time(4));
                    assertThat(call.members()).isEmpty();
                    assertThat(call.core().session()).isEmpty();
                });
    }

    @Test
    void aCallMayBeCreatedAgainAfterItsDeletionAndItsSequenceGoesOn() {
        given(created(member("anna")), new CallDeleted(false, Optional.empty())).when(created(member("bob")))
                .then(call -> {
                    assertThat(call.core().seq()).isEqualTo(3);
                    assertThat(call.members()).containsOnlyKeys("bob");
                    assertThat(call.core().deletedAt()).isEmpty();
                });
    }

    @Test
    void historiesThatCannotBeAreRefused() {
        given(created(), new CallDeleted(false, Optional.empty())).when(STARTED).thenRefused("which is deleted");
        given(created()).when(created()).thenRefused("created a second time");
        given(created(), STARTED).when(STARTED).thenBroken("starts twice");
        given(created(), STARTED).when(new SessionStarted("s2")).thenBroken("not its current one");
        given(created()).when(joined("a", "user")).thenBroken("not its current one");
        given(created(), rung("anna")).when(joined("a", "user")).thenBroken("has not started");
        given(created(), STARTED, joined("a", "user")).when(joined("a", "user")).thenBroken("joins default:standup twice");
        given(created(), STARTED).when(left("a")).thenBroken("without being in it");
        given(created(), new UserBlocked("anna", Optional.empty())).when(new UserBlocked("anna", Optional.empty()))
                .thenBroken("blocked twice");
        given(created()).when(new UserUnblocked("anna", Optional.empty())).thenBroken("without having been blocked");
    }
}
