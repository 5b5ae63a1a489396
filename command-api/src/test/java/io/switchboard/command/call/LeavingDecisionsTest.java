package io.switchboard.command.call;

import static io.switchboard.command.call.CallScenario.given;
import static io.switchboard.command.call.Commands.join;
import static io.switchboard.command.call.Commands.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.call.CallCommand.Heartbeat;
import io.switchboard.command.call.CallCommand.Leave;
import io.switchboard.events.CallEvent.ParticipantLeft;
import io.switchboard.events.CallEvent.SessionEnded;
import io.switchboard.wire.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who goes, by himself or because nobody hears of him any more, and the session that it ends (contract 4). */
class LeavingDecisionsTest {

    private static final Leave LEAVE = new Leave(Optional.empty());
    private static final Heartbeat HEARTBEAT = new Heartbeat(Optional.empty());

    @Test
    void theLastToGoEndsTheSession() {
        given().users("anna", "bob").call().asUser("anna", "user").underRequest("a", "h", false).when(join())
                .asUser("bob", "user").underRequest("b", "h", false).when(join())
                .after(Duration.ofSeconds(90)).when(LEAVE)
                .thenEvents(new ParticipantLeft("session of a", "device of b", "bob", "left", 90))
                .asUser("anna", "user").when(LEAVE)
                .thenEvents(new ParticipantLeft("session of a", "device of a", "anna", "left", 90),
                        new SessionEnded("session of a", "last_left"));
    }

    @Test
    void theNextSessionIsAnotherOne() {
        CallScenario scenario = given().users("anna").call().asUser("anna", "user").when(join()).when(LEAVE);
        String first = scenario.core().session().orElseThrow().id();
        scenario.when(join());
        assertThat(scenario.core().session().orElseThrow().id()).isNotEqualTo(first);
        assertThat(scenario.table().pastSession(CallScenario.CID, first)).isPresent();
    }

    @Test
    void oneDeviceMayGoAlone() {
        CallScenario scenario = given().users("anna").call().asUser("anna", "user")
                .underRequest("a", "h", false).when(join()).underRequest("b", "h", false).when(join())
                .when(new Leave(Optional.of("device of a"))).thenHappened("ParticipantLeft");
        assertThat(scenario.table().participantsOf(CallScenario.CID, "anna"))
                .extracting("userSessionId").containsExactly("device of b");
    }

    @Test
    void leavingTwiceIsHarmless() {
        given().users("anna").call().asUser("anna", "user").when(join()).when(LEAVE).when(LEAVE)
                .thenNothingHappened();
    }

    @Test
    void whoIsNotHeardOfIsRemovedAfterTheInactivityTimeout() {
        given().users("anna").call().asUser("anna", "user").when(join())
                .after(Duration.ofSeconds(29)).whenDue().thenNothingHappened()
                .after(Duration.ofSeconds(1)).whenDue().thenHappened("ParticipantLeft", "SessionEnded");
    }

    @Test
    void aHeartbeatKeepsHimInAndWritesNothing() {
        CallScenario scenario = given().users("anna").call().asUser("anna", "user").when(join())
                .after(Duration.ofSeconds(20)).when(HEARTBEAT).thenNothingHappened()
                .after(Duration.ofSeconds(29)).whenDue().thenNothingHappened();
        scenario.after(Duration.ofSeconds(1)).whenDue().thenHappened("ParticipantLeft", "SessionEnded");
    }

    @Test
    void aBannedUserIsNotHeardOfAnyMore() {
        CallScenario scenario = given().call("anna").asUser("anna", "user").when(join())
                .person(new Person("anna", "user", List.of(), true, true, Set.of()));
        scenario.after(Duration.ofSeconds(20)).when(HEARTBEAT).thenRefused(ErrorCode.NOT_ALLOWED);
        scenario.after(Duration.ofSeconds(10)).whenDue().thenHappened("ParticipantLeft", "SessionEnded");
    }

    @Test
    void aHeartbeatOfSomebodyWhoIsNotInSaysSo() {
        given().users("anna").call().asUser("anna", "user").when(HEARTBEAT).thenRefused(ErrorCode.NOT_FOUND);
    }

    @Test
    void aNewOwnerGrantsAWholeLeaseAndNoMore() {
        given().users("anna").call().asUser("anna", "user").when(join())
                .after(Duration.ofHours(2)).takenOver().whenDue().thenNothingHappened()
                .after(Duration.ofSeconds(29)).whenDue().thenNothingHappened()
                .after(Duration.ofSeconds(1)).whenDue().thenHappened("ParticipantLeft", "SessionEnded");
    }

    @Test
    void nobodyIsThrownOutOfASessionHeHasLeft() {
        CallScenario scenario = given().users("anna").call().asUser("anna", "user").when(join()).when(LEAVE);
        assertThat(scenario.nextDue()).isEmpty();
    }

    @Test
    void theTimeoutIsTheCallsOwn() {
        given().users("anna").call().when(settings("{\"session\":{\"inactivity_timeout_seconds\":5}}"))
                .asUser("anna", "user").when(join()).after(Duration.ofSeconds(5)).whenDue()
                .thenHappened("ParticipantLeft", "SessionEnded");
    }
}
