package io.switchboard.command.call;

import static io.switchboard.command.call.CallScenario.given;
import static io.switchboard.command.call.Commands.create;
import static io.switchboard.command.call.Commands.join;
import static io.switchboard.command.call.Commands.ringing;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.call.CallCommand.Accept;
import io.switchboard.command.call.CallCommand.Get;
import io.switchboard.command.call.CallCommand.Reject;
import io.switchboard.command.call.CallCommand.Signal;
import io.switchboard.events.CallEvent.CallAccepted;
import io.switchboard.events.CallEvent.CallMissed;
import io.switchboard.events.CallEvent.CallNotified;
import io.switchboard.events.CallEvent.CallRejected;
import io.switchboard.events.CallEvent.CallRung;
import io.switchboard.wire.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ringing, and what becomes of it (contract 4). */
class RingingDecisionsTest {

    private static final String SESSION = "session of r";

    /** John rings anna and bob. */
    private static CallScenario rung() {
        return given().users("john", "anna", "bob").underRequest("r", "h", false)
                .when(ringing(create("john", "john", "anna", "bob")));
    }

    @Test
    void ringingOnCreationRingsEveryMemberButTheCaller() {
        rung().thenHappened("CallCreated", "CallRung");
        assertThat(rung().newEvents().getLast().envelope().event()).isEqualTo(new CallRung(SESSION, "john",
                List.of("anna", "bob"), false, CallScenario.START.plusSeconds(15)));
        assertThat(rung().core().currentSession().orElseThrow().startedAt()).isEmpty();
        assertThat(rung().core().ongoing()).isFalse();
    }

    @Test
    void withNobodyElseToRingTheFlagDoesNothing() {
        given().users("john").when(ringing(create("john", "john"))).thenHappened("CallCreated");
    }

    @Test
    void lookingMayRingAndNotify() {
        given().call("anna").asUser("john", "user").when(new Get(25, new Signal(true, true, true)))
                .thenHappened("CallRung", "CallNotified");
        CallScenario scenario = given().call("anna").asUser("john", "user")
                .when(new Get(25, new Signal(false, true, true)));
        scenario.thenEvents(new CallNotified("john", List.of("anna"), true));
    }

    @Test
    void ringingTakesTheSamePermissionByFlagAsByTheEndpoint() {
        CallScenario scenario = given().users("zoe").call("anna").grant("user", "read-call").asUser("zoe", "user");
        for (CallCommand ringing : List.of(new CallCommand.Ring(List.of(), false), ringing(create("john")),
                new Get(25, new Signal(true, false, false)), new Get(25, new Signal(false, true, false)))) {
            scenario.when(ringing).thenRefused(ErrorCode.NOT_ALLOWED);
        }
        scenario.when(new Get(25, Signal.NONE)).thenNothingHappened();
        assertThat(scenario.done().created()).isFalse();
    }

    @Test
    void onlyThoseWhomTheRingingConcernsCanAnswerIt() {
        CallScenario scenario = rung().users("zoe");
        for (CallCommand answer : List.of(new Accept(), new Reject("decline"), new Reject("cancel"))) {
            scenario.asUser("zoe", "user").when(answer).thenRefused(ErrorCode.NOT_ALLOWED,
                    "User 'zoe' was not rung and is not a member of call default:standup");
        }
    }

    @Test
    void whoWasRungMayAnswerThoughHeIsNoMemberAnyMore() {
        rung().when(Commands.remove("anna")).asUser("anna", "user").when(new Accept())
                .thenEvents(new CallAccepted(SESSION, "anna"));
    }

    @Test
    void whoRangMayGiveUpThoughHeIsNoMember() {
        given().users("zoe").call("anna").asUser("zoe", "user").underRequest("r", "h", false)
                .when(new CallCommand.Ring(List.of(), false)).thenHappened("CallRung")
                .when(new Reject("cancel")).thenHappened("CallRejected", "CallMissed");
    }

    @Test
    void aMemberMayAnswerARingingThatBeganBeforeHeWasOne() {
        rung().users("zoe").when(Commands.upsert(Commands.as("zoe"))).asUser("zoe", "user").when(new Accept())
                .thenEvents(new CallAccepted(SESSION, "zoe"));
    }

    @Test
    void theRingEndpointRingsWhomItNamesOrAllWhoAreNotIn() {
        CallScenario scenario = given().users("zoe").call("john", "anna", "bob").asUser("anna", "user").when(join())
                .asUser("john", "user").when(new CallCommand.Ring(List.of(), true));
        assertThat(scenario.done().shown().rung()).containsExactly("bob");
        scenario.when(new CallCommand.Ring(List.of("zoe"), true)).thenRefused(ErrorCode.INPUT,
                "the users [zoe] are not members of the call");
        scenario.when(new CallCommand.Ring(List.of("anna"), true)).thenRefused(ErrorCode.INPUT, "no users to ring");
        scenario.when(new CallCommand.Ring(List.of("john"), true)).thenRefused(ErrorCode.INPUT, "no users to ring");
    }

    @Test
    void whoBlockedTheCallerIsNotRung() {
        CallScenario scenario = given().users("john", "bob")
                .person(new Person("anna", "user", List.of(), true, false, Set.of("john")))
                .when(ringing(create("john", "anna", "bob")));
        assertThat(((CallRung) scenario.newEvents().getLast().envelope().event()).members()).containsExactly("bob");
    }

    @Test
    void anAcceptedCallIsNotMissed() {
        rung().asUser("anna", "user").when(new Accept()).thenEvents(new CallAccepted(SESSION, "anna"))
                .when(new Accept()).thenNothingHappened()
                .after(Duration.ofSeconds(15)).whenDue()
                .thenEvents(new CallMissed(SESSION, "john", List.of("bob"), "timeout"))
                .whenDue().thenNothingHappened();
    }

    @Test
    void theTimerIsOffOnceEverybodyHasAnswered() {
        CallScenario scenario = rung().asUser("anna", "user").when(new Accept()).asUser("bob", "user")
                .when(new Reject("decline")).thenEvents(new CallRejected(SESSION, "bob", "decline"));
        assertThat(scenario.nextDue()).isEmpty();
    }

    @Test
    void aBusyDeviceMakesAMissedCall() {
        rung().asUser("anna", "user").when(new Reject("busy")).thenEvents(new CallRejected(SESSION, "anna", "busy"),
                new CallMissed(SESSION, "john", List.of("anna"), "busy"));
    }

    @Test
    void aCallerWhoCancelsIsMissedByAllWhoStillRing() {
        rung().asUser("anna", "user").when(new Accept()).asUser("john", "user").when(new Reject("cancel"))
                .thenEvents(new CallRejected(SESSION, "john", "cancel"),
                        new CallMissed(SESSION, "john", List.of("bob"), "cancel"))
                .when(new Reject("cancel")).thenNothingHappened();
    }

    @Test
    void rejectingTwiceIsHarmless() {
        rung().asUser("anna", "user").when(new Reject("decline")).when(new Reject("decline")).thenNothingHappened();
    }

    @Test
    void theRingingSessionIsTheOneThatStarts() {
        CallScenario scenario = rung().asUser("john", "user").when(join()).thenHappened("SessionStarted",
                "ParticipantJoined");
        assertThat(scenario.core().currentSession().orElseThrow().id()).isEqualTo(SESSION);
    }

    @Test
    void whoeverStillRingsWhenTheSessionEndsHasMissedIt() {
        rung().asUser("john", "user").when(join()).when(new CallCommand.Leave(Optional.empty()))
                .thenHappened("ParticipantLeft", "CallMissed", "SessionEnded");
    }

    @Test
    void withoutASessionThereIsNothingToAnswer() {
        given().call("anna").asUser("anna", "user").when(new Accept())
                .thenRefused(ErrorCode.INPUT, "there is no active session")
                .when(new Reject("decline")).thenRefused(ErrorCode.INPUT, "there is no active session");
    }

    @Test
    void aRetriedCreationThatRangIsStillACreation() {
        CallScenario scenario = rung().underRequest("r", "h", false)
                .when(ringing(create("john", "john", "anna", "bob"))).thenNothingHappened();
        assertThat(scenario.done().created()).isTrue();
    }

    @Test
    void aRetriedRingingOfAnExistingCallIsNoCreation() {
        CallScenario scenario = given().call("anna").underRequest("r", "h", false).when(ringing(create("john", "anna")))
                .underRequest("r", "h", false).when(ringing(create("john", "anna"))).thenNothingHappened();
        assertThat(scenario.done().created()).isFalse();
    }
}
