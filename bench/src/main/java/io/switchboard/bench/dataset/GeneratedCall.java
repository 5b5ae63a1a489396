package io.switchboard.bench.dataset;

import io.switchboard.events.Cid;
import io.switchboard.events.call.Call;
import java.time.Instant;
import java.util.List;

/**
 * A call's whole history and what it folds to.
 *
 * @param events the exact bytes of the log, in order
 */
public record GeneratedCall(Cid cid, List<Stored> events, Call state) {

    /** One event as it is stored. */
    public record Stored(Instant time, byte[] bytes) {
    }
}
