package io.switchboard.projector.listing;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Feedback;
import io.switchboard.events.table.CallTable;
import java.util.function.Consumer;

/** What somebody said about the quality of this call. */
public record CallFeedback(Cid cid, Feedback feedback) {

    static void each(CallTable table, CallCore call, Consumer<CallFeedback> visitor) {
        table.eachFeedback(call.cid(), feedback -> visitor.accept(new CallFeedback(call.cid(), feedback)));
    }
}
