package io.switchboard.projector.serving;

import io.switchboard.events.call.Member;
import io.switchboard.projector.query.Activity;
import io.switchboard.projector.query.CallRow;
import io.switchboard.projector.query.QueryOutcome;
import java.util.List;
import java.util.Map;

/** The shards of one process. Thread-safe; waits at most a few seconds for the targets. */
interface Shards {

    /** A target that is reached as soon as the partition is served. */
    long JUST_SERVED = -1;

    /**
     * The best rows of these shards together, in order.
     *
     * @param targets by partition: the log offset up to which it has to have applied the log before it answers
     */
    QueryOutcome<List<CallRow>> calls(CallsQuestion question, Map<Integer, Long> targets);

    /** @param targets of the one partition the call lives in */
    QueryOutcome<List<Member>> members(MembersQuestion question, Map<Integer, Long> targets);

    /** The best rows of these shards together, in order; {@code targets} as for calls. */
    <T> QueryOutcome<List<T>> rows(RowsQuestion<T> question, Map<Integer, Long> targets);

    /** How many are in the calls of these shards together; {@code targets} as for calls. */
    QueryOutcome<Activity> activity(Map<Integer, Long> targets);
}
