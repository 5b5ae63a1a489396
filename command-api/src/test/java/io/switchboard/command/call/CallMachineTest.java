package io.switchboard.command.call;

import static io.switchboard.command.call.CallScenario.given;
import static io.switchboard.command.call.Commands.as;
import static io.switchboard.command.call.Commands.create;
import static io.switchboard.command.call.Commands.custom;
import static io.switchboard.command.call.Commands.remove;
import static io.switchboard.command.call.Commands.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.StoredEvent;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.codec.HashChain;
import io.switchboard.wire.error.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Envelopes, and the memory of requests. */
class CallMachineTest {

    @Test
    void eventsAreDenseAndChainedByTheHashOfTheStoredBytes() {
        CallScenario scenario = given().call("jack").when(custom("{\"a\":1}")).when(new CallCommand.End());
        String hash = HashChain.ROOT;
        long seq = 0;
        for (var record : scenario.log()) {
            StoredEvent stored = EventCodec.standard().decode(record.value());
            assertThat(stored.envelope().seq()).isEqualTo(++seq);
            assertThat(stored.envelope().prevHash()).isEqualTo(hash);
            hash = HashChain.hash(record.value());
        }
        assertThat(seq).isEqualTo(3);
    }

    @Test
    void timeNeverRunsBackWithinACall() {
        CallScenario scenario = given().call().after(Duration.ofSeconds(-30)).when(custom("{\"a\":1}"));
        assertThat(scenario.newEvents().getFirst().envelope().time()).isEqualTo(CallScenario.START);
    }

    @Test
    void aRetriedCreationIsAnsweredAsCreatedWithoutASecondEvent() {
        CallScenario scenario = given().users("john").underRequest("r", "h", false).when(create("john")).thenCreated();
        scenario.underRequest("r", "h", false).when(create("john")).thenNothingHappened().thenCreated();
    }

    @Test
    void aRetryAfterTheLossOfAllLocalStateIsStillRecognised() {
        given().users("john").underRequest("r", "h", false).when(create("john")).rebuilt()
                .underRequest("r", "h", false).when(create("john")).thenNothingHappened().thenCreated();
    }

    @Test
    void aRetriedMemberUpdateDoesNotUndoWhatHappenedSince() {
        CallScenario scenario = given().call().users("anna").underRequest("r", "h", false).when(upsert(as("anna")))
                .when(remove("anna")).underRequest("r", "h", false).when(upsert(as("anna"))).thenNothingHappened();
        assertThat(scenario.memberIds()).isEmpty();
    }

    @Test
    void requestsAreRememberedForADay() {
        CallScenario scenario = given().call().underRequest("r", "h", false).when(custom("{\"a\":1}"))
                .after(Duration.ofHours(24)).underRequest("r", "h", false).when(custom("{\"a\":1}"))
                .thenNothingHappened();
        scenario.after(Duration.ofHours(24)).underRequest("r", "h", false).when(custom("{\"a\":2}"));
        assertThat(scenario.newEvents()).hasSize(1);
    }

    @Test
    void anotherRequestUnderATraceIdSimplyRuns() {
        CallScenario scenario = given().call().underRequest("trace", "h1", false).when(custom("{\"a\":1}"))
                .underRequest("trace", "h2", false).when(custom("{\"a\":2}"));
        assertThat(scenario.newEvents()).hasSize(1);
    }

    @Test
    void anotherRequestUnderAnIdempotencyKeyIsRefused() {
        given().call().underRequest("key", "h1", true).when(custom("{\"a\":1}"))
                .underRequest("key", "h2", true).when(custom("{\"a\":2}")).thenRefused(ErrorCode.CONFLICT,
                        "this Idempotency-Key was used for a different request: use a new key for a new request");
    }

    @Test
    void theSameIdFromAnotherCallerIsAnotherRequest() {
        CallScenario scenario = given().call().underRequest("r", "h", true).when(custom("{\"a\":1}"))
                .asUser("john", "user").underRequest("r", "h", true).when(custom("{\"a\":1}"));
        assertThat(scenario.newEvents()).hasSize(1);
    }
}
