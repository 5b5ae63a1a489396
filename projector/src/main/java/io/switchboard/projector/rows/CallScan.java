package io.switchboard.projector.rows;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.table.CallKeys;
import io.switchboard.events.table.CallTable;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.rocksdb.RocksIterator;

/**
 * Looks at calls one by one, without the index. From one call to the next it leaps over the rows between, so it costs
 * the number of calls, however many are in them. For one thread at a time.
 */
public final class CallScan {

    private final RowSnapshot rows;
    private final CallTable table;
    private final Runnable pace;

    /** @param pace run before each call; what it throws ends the scan */
    public CallScan(RowSnapshot rows, Runnable pace) {
        this.rows = rows;
        this.table = new CallTable(rows);
        this.pace = pace;
    }

    /** Shows these calls, or all of them, except the deleted. */
    public void each(Optional<Set<Cid>> only, Consumer<CallCore> visitor) {
        if (only.isPresent()) {
            only.get().forEach(cid -> show(cid, visitor));
            return;
        }
        try (RocksIterator it = rows.iterator()) {
            byte[] next = {CallKeys.TABLE};
            for (it.seek(next); it.isValid() && it.key()[0] == CallKeys.TABLE; it.seek(next)) {
                Cid cid = CallKeys.cid(it.key());
                show(cid, visitor);
                next = CallKeys.after(CallKeys.all(cid));
            }
            rows.check(it);
        }
    }

    private void show(Cid cid, Consumer<CallCore> visitor) {
        pace.run();
        table.core(cid).filter(core -> core.deletedAt().isEmpty()).ifPresent(visitor);
    }
}
