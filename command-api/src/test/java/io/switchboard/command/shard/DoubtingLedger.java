package io.switchboard.command.shard;

import io.switchboard.events.table.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A ledger that sometimes says, wrongly, that a record does not fit its rows. */
record DoubtingLedger(StateMachine<Ledger.Command, Ledger.Reply> ledger, BooleanSupplier doubts)
        implements StateMachine<Ledger.Command, Ledger.Reply> {

    /** The record was right all the same. */
    static final class Doubt extends RuntimeException {
        Doubt() {
            super("made to doubt", null, false, false);
        }
    }

    @Override
    public Step<Ledger.Reply> handle(Ledger.Command command, Rows rows) {
        return ledger.handle(command, rows);
    }

    @Override
    public void replay(LogRecord record, Rows rows) {
        if (doubts.getAsBoolean()) {
            throw new Doubt();
        }
        ledger.replay(record, rows);
    }

    @Override
    public Optional<Instant> nextDue(Rows rows) {
        return ledger.nextDue(rows);
    }

    @Override
    public List<Ledger.Command> due(Instant now, int limit, Rows rows) {
        return ledger.due(now, limit, rows);
    }
}
