package io.switchboard.events.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.switchboard.events.CallEvent;
import io.switchboard.events.Cid;
import io.switchboard.events.EventEnvelope;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.call.BrokenHistoryException;
import io.switchboard.events.call.Call;
import io.switchboard.events.call.CallFold;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * {@code given(past…).when(event).then(call -> …)}: folds the past and the event both in memory and into rows,
 * demands that the two agree at every step, and shows the call that came of it.
 */
public final class FoldScenario {

    private final CallHistory history = new CallHistory(new Cid("default", "standup"));
    private final FoldedTable table = new FoldedTable();
    private Optional<Call> call = Optional.empty();

    private FoldScenario() {
    }

    public static FoldScenario given(CallEvent... past) {
        FoldScenario scenario = new FoldScenario();
        for (CallEvent event : past) {
            scenario.history.append(event);
            scenario.fold(scenario.history.events().getLast());
        }
        return scenario;
    }

    /** The next event, as a right writer appends it. */
    public Outcome when(CallEvent event) {
        return whenWritten(event, envelope -> envelope);
    }

    /** The next event as a wrong writer appends it. */
    public Outcome whenWritten(CallEvent event, UnaryOperator<EventEnvelope> wrong) {
        return new Outcome(history.stored(
                wrong.apply(history.next(event, CallHistory.time(history.size() + 1)))));
    }

    /** An event of the past, once more. */
    public Outcome whenAgain(int seq) {
        return new Outcome(history.events().get(seq - 1));
    }

    private boolean fold(StoredEvent event) {
        call = Optional.of(Call.apply(call, event));
        boolean isNew = table.apply(event);
        assertThat(table.call(history.cid())).as("the call read from rows").isEqualTo(call);
        return isNew;
    }

    /** What one more event does. */
    public final class Outcome {

        private final StoredEvent event;

        private Outcome(StoredEvent event) {
            this.event = event;
        }

        /** @param check sees the call after the event */
        public void then(Consumer<Call> check) {
            assertThat(fold(event)).as("the event is new").isTrue();
            check.accept(call.orElseThrow());
            assertThat(call.orElseThrow().core().seq()).as("seq").isEqualTo(event.envelope().seq());
            assertThat(call.orElseThrow().core().lastHash()).as("last hash").isEqualTo(event.hash());
        }

        public void thenNothingChanges() {
            Optional<Call> before = call;
            Map<String, String> rows = table.dump();
            assertThat(fold(event)).as("the event is new").isFalse();
            assertThat(call).isEqualTo(before);
            assertThat(table.dump()).isEqualTo(rows);
        }

        /** The event does not follow the past, and is refused before any row is touched. */
        public void thenRefused(String why) {
            Map<String, String> rows = table.dump();
            thenBroken(why);
            assertThat(table.dump()).isEqualTo(rows);
        }

        /** The event says something that cannot be. */
        public void thenBroken(String why) {
            assertThat(catchThrowableOfType(BrokenHistoryException.class, () -> Call.apply(call, event)))
                    .as("in memory").hasMessageContaining(why);
            assertThat(catchThrowableOfType(BrokenHistoryException.class, () -> CallFold.apply(event, table.table())))
                    .as("in rows").hasMessageContaining(why);
        }
    }
}
