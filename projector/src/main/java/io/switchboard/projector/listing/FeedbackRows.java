package io.switchboard.projector.listing;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Feedback;
import io.switchboard.events.table.CallTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What people said about the quality of calls, by the number of the event that brought it. */
final class FeedbackRows implements ListedRows<CallFeedback> {

    static final FeedbackRows INSTANCE = new FeedbackRows();

    /** Digits of the largest number. */
    private static final int LONGEST = 19;

    private FeedbackRows() {
    }

    @Override
    public String name() {
        return "feedback";
    }

    @Override
    public void each(CallTable table, CallCore call, Consumer<CallFeedback> visitor) {
        CallFeedback.each(table, call, visitor);
    }

    @Override
    public Cid cid(CallFeedback row) {
        return row.cid();
    }

    @Override
    public String identity(CallFeedback row) {
        return identity(row.cid(), row.feedback().seq());
    }

    /** As long for every number, so that text order is the order of the numbers. */
    private static String identity(Cid cid, long seq) {
        String number = Long.toString(seq);
        return ListedRows.identity(cid, "0".repeat(LONGEST - number.length()) + number);
    }

    @Override
    public Optional<CallFeedback> find(CallTable table, Cid cid, String identity) {
        return table.feedback(cid, Long.parseLong(ListedRows.nameIn(cid, identity)))
                .map(feedback -> new CallFeedback(cid, feedback));
    }

    /** No number comes twice in a call, so whatever is there is new. */
    @Override
    public List<RowChange<CallFeedback>> changes(CallChange change) {
        return change.feedback().entrySet().stream().map(row -> change(change.cid(), row.getKey(), row.getValue()))
                .toList();
    }

    private static RowChange<CallFeedback> change(Cid cid, long seq, Optional<Feedback> now) {
        return new RowChange<>(cid, identity(cid, seq), now.map(feedback -> new CallFeedback(cid, feedback)),
                now.isPresent());
    }
}
