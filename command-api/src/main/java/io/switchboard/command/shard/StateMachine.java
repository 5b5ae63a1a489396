package io.switchboard.command.shard;

import io.switchboard.events.table.Rows;
import java.util.List;
import java.util.Optional;
import java.time.Instant;
import java.util.function.Function;

/**
 * What a {@link Shard} runs: the domain of one partition. All methods are called by the shard's one thread and reach
 * the outside only through their arguments.
 *
 * @param <C> commands; each carries its request id, its time, and all it needs to know from elsewhere
 * @param <R> replies; a refusal is a reply, not an exception
 */
public interface StateMachine<C, R> {

    /**
     * Decides a command. {@code rows} hold everything committed and everything decided earlier in the same batch. A
     * command whose request id is remembered in the rows yields no records and the remembered outcome: the runtime
     * relies on this when it runs commands again after a commit with unknown outcome. Writes nothing itself.
     */
    Step<R> handle(C command, Rows rows);

    /**
     * Applies one record to the rows: the same code for live writes, catching up and following. Applying a record a
     * second time changes nothing.
     */
    void replay(LogRecord record, Rows rows);

    /**
     * This instance is the owner from now on, or a command's failure has made what is kept outside the rows doubtful:
     * whatever a machine keeps there is to be made anew from the rows.
     */
    default void serving(Instant now, Rows rows) {
    }

    /** The time of the earliest timer, if any is armed. */
    Optional<Instant> nextDue(Rows rows);

    /**
     * Commands for the timers due at {@code now}, at most {@code limit}; deciding one disarms or moves its timer. None
     * if {@link #nextDue} has become later since it was asked.
     */
    List<C> due(Instant now, int limit, Rows rows);

    /**
     * What a command comes to.
     *
     * @param records to append, possibly none; the runtime replays them into the rows at once
     * @param reply   made from the rows after the replay, given to the caller only after the commit
     */
    record Step<R>(List<LogRecord> records, Function<Rows, R> reply) {
    }
}
