package io.switchboard.events.call;

import static io.switchboard.events.testing.Facts.added;
import static io.switchboard.events.testing.Facts.changed;
import static io.switchboard.events.testing.Facts.created;
import static io.switchboard.events.testing.Facts.customChanged;
import static io.switchboard.events.testing.Facts.ended;
import static io.switchboard.events.testing.Facts.json;
import static io.switchboard.events.testing.Facts.member;
import static io.switchboard.events.testing.Facts.removed;
import static io.switchboard.events.testing.FoldScenario.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.Unknown;
import io.switchboard.events.Cid;
import io.switchboard.events.EventEnvelope;
import io.switchboard.events.codec.HashChain;
import io.switchboard.events.testing.CallHistory;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which events may follow which: repetition is harmless, a hole or a change in the past is not. */
class FoldOfHistoryTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void anEventFoldedBeforeChangesNothing(int seq) {
        given(created(member("jack")), added(member("jill")), removed("jack"), customChanged("{\"a\":1}"))
                .whenAgain(seq).thenNothingChanges();
    }

    @Test
    void anOldEventIsPassedOverEvenWhenItsLinkIsWrong() {
        given(created(), ended()).whenWritten(ended(), e -> at(e, 2, "0".repeat(64))).thenNothingChanges();
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, Long.MAX_VALUE})
    void aGapIsRefused(long seq) {
        given(created(), ended()).whenWritten(customChanged("{}"), e -> at(e, seq, e.prevHash()))
                .thenRefused("event " + seq + " of default:standup does not follow event 2");
    }

    @Test
    void aHistoryThatDoesNotBeginAtOneIsRefused() {
        given().whenWritten(created(), e -> at(e, 2, e.prevHash())).thenRefused("does not follow event 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0000000000000000000000000000000000000000000000000000000000000000"})
    void aLinkToOtherBytesIsRefused(String prevHash) {
        given(created()).whenWritten(ended(), e -> at(e, 2, prevHash))
                .thenRefused("it refers to other bytes than those stored");
    }

    @Test
    void aFirstEventThatRefersToAnEarlierOneIsRefused() {
        given().whenWritten(created(), e -> at(e, 1, HashChain.hash(new byte[0])))
                .thenRefused("it refers to other bytes than those stored");
    }

    @Test
    void anEventAlteredInThePastIsFoundByTheNextOne() {
        CallHistory honest = new CallHistory(new Cid("default", "standup"))
                .append(created()).append(customChanged("{\"price\":10}")).append(ended());
        EventEnvelope original = honest.events().get(1).envelope();
        EventEnvelope forged = new EventEnvelope(original.id(), original.cid(), original.seq(), original.time(),
                original.actor(), original.request(), original.prevHash(), customChanged("{\"price\":11}"));
        Call created = Call.apply(Optional.empty(), honest.events().get(0));
        Call changed = Call.apply(Optional.of(created), honest.stored(forged));
        assertThatThrownBy(() -> Call.apply(Optional.of(changed), honest.events().get(2)))
                .isInstanceOf(BrokenHistoryException.class);
    }

    @Test
    void aCallBeginsWithItsCreation() {
        for (CallEvent first : new CallEvent[] {customChanged("{}"), added(), ended(),
                new Unknown("CallTeleported", 1, json("{}"))}) {
            given().when(first).thenRefused("is a " + first.typeName() + ", not a CallCreated");
        }
    }

    @Test
    void aCallIsCreatedOnce() {
        given(created(member("jack"))).when(created()).thenRefused("was created a second time");
    }

    @Test
    void nobodyBecomesAMemberTwice() {
        given(created(member("jack"))).when(added(member("jill"), member("jack"))).thenBroken("adds member 'jack'");
        given(created()).when(added(member("jill"), member("jill"))).thenBroken("adds member 'jill'");
        given().when(created(member("jill"), member("jill"))).thenBroken("adds member 'jill'");
    }

    @Test
    void onlyAMemberCanBeChangedOrRemoved() {
        given(created(member("jack"))).when(changed(member("jill"))).thenBroken("changes member 'jill'");
        given(created(member("jack"))).when(removed("jill")).thenBroken("changes member 'jill'");
        given(created(member("jack"))).when(removed("jack", "jack")).thenBroken("changes member 'jack'");
    }

    @Test
    void aCallInMemoryIsAValue() {
        CallHistory history = new CallHistory(new Cid("default", "standup"))
                .append(created(member("jack"))).append(removed("jack"));
        Call before = Call.apply(Optional.empty(), history.events().get(0));
        Call.apply(Optional.of(before), history.events().get(1));
        assertThat(before.members()).containsOnlyKeys("jack");
        assertThatThrownBy(() -> before.members().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    private static EventEnvelope at(EventEnvelope e, long seq, String prevHash) {
        return new EventEnvelope(e.id(), e.cid(), seq, e.time(), e.actor(), e.request(), prevHash, e.event());
    }
}
