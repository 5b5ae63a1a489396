package io.switchboard.command.call;

import static io.switchboard.command.call.CallScenario.given;
import static io.switchboard.command.call.Commands.create;
import static io.switchboard.command.call.Commands.join;
import static io.switchboard.command.call.Commands.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.CallEvent.CallEnded;
import io.switchboard.events.CallEvent.SessionEnded;
import io.switchboard.events.call.CallSession;
import io.switchboard.wire.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What ends a call for everybody: being marked, being deleted, its timer (contract 4). */
class EndingDecisionsTest {

    private static final String TEN_MINUTES = "{\"limits\":{\"max_duration_seconds\":600}}";

    @Test
    void endingEmptiesTheSessionInTheSameBatch() {
        CallScenario scenario = given().users("anna").call().asUser("anna", "user")
                .underRequest("a", "h", false).when(join()).asServer().when(new CallCommand.End());
        scenario.thenEvents(new CallEnded(Optional.empty(), "mark_ended"), new SessionEnded("session of a", "ended"));
        assertThat(scenario.table().participants(CallScenario.CID, 10)).isEmpty();
        assertThat(scenario.nextDue()).isEmpty();
    }

    @Test
    void peopleWhoCameBackToAnEndedCallAreEmptiedOutByEndingItAgain() {
        given().users("anna").call().when(new CallCommand.End()).asUser("anna", "user").when(join())
                .asServer().when(new CallCommand.End()).thenHappened("CallEnded", "SessionEnded")
                .when(new CallCommand.End()).thenNothingHappened();
    }

    @Test
    void aDeletedCallIsGoneAndItsIdFree() {
        CallScenario scenario = given().call("anna").when(new CallCommand.Delete(false)).thenHappened("CallDeleted");
        assertThat(scenario.done().call().core().createdBy()).isEqualTo("john");
        scenario.when(new CallCommand.Get(25, CallCommand.Signal.NONE))
                .thenRefused(ErrorCode.NOT_FOUND, "Can't find call with id default:standup")
                .when(create("john")).thenCreated();
        assertThat(scenario.memberIds()).isEmpty();
        assertThat(scenario.core().seq()).isEqualTo(3);
    }

    @Test
    void aRetriedDeletionIsAnsweredLikeTheFirst() {
        CallScenario scenario = given().call().underRequest("d", "h", false).when(new CallCommand.Delete(true))
                .underRequest("d", "h", false).when(new CallCommand.Delete(true)).thenNothingHappened();
        assertThat(scenario.done().call().core().deletedAt()).isPresent();
    }

    @Test
    void hardDeletionTakesAServer() {
        given().users("anna").call().asUser("john", "user").when(new CallCommand.Delete(true))
                .thenRefused(ErrorCode.NOT_ALLOWED);
    }

    @Test
    void theCallEndsWhenItsTimeIsOverOnce() {
        CallScenario scenario = given().users("anna").call().when(settings(TEN_MINUTES))
                .when(settings("{\"session\":{\"inactivity_timeout_seconds\":900}}"))
                .asUser("anna", "user").when(join());
        assertThat(scenario.core().session().flatMap(CallSession::timerEndsAt))
                .contains(CallScenario.START.plusSeconds(600));
        scenario.after(Duration.ofSeconds(599)).whenDue().thenNothingHappened()
                .after(Duration.ofSeconds(1)).whenDue()
                .thenHappened("CallEnded", "SessionEnded").whenDue().thenNothingHappened();
        assertThat(scenario.core().endedAt()).isPresent();
    }

    @Test
    void anExtendedTimerDoesNotFireEarlyAndADisabledOneNotAtAll() {
        CallScenario scenario = given().users("anna").call().when(settings(TEN_MINUTES))
                .when(settings("{\"session\":{\"inactivity_timeout_seconds\":900}}"))
                .asUser("anna", "user").when(join()).asServer()
                .when(settings("{\"limits\":{\"max_duration_seconds\":700}}"));
        assertThat(scenario.core().session().flatMap(CallSession::timerEndsAt))
                .contains(CallScenario.START.plusSeconds(700));
        scenario.after(Duration.ofSeconds(650)).whenDue().thenNothingHappened()
                .when(settings("{\"limits\":{\"max_duration_seconds\":0}}"));
        assertThat(scenario.core().session().flatMap(CallSession::timerEndsAt)).isEmpty();
        scenario.after(Duration.ofSeconds(60)).whenDue().thenNothingHappened();
    }

    @Test
    void aTimerThatFellDueWhileNobodyOwnedTheShardFiresAtTakeOver() {
        given().users("anna").call().when(settings(TEN_MINUTES)).asUser("anna", "user").when(join())
                .after(Duration.ofHours(1)).takenOver().whenDue().thenHappened("CallEnded", "SessionEnded");
    }
}
