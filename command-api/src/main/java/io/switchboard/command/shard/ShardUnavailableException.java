package io.switchboard.command.shard;

import java.time.Duration;

/**
 * A command was not carried out for a reason that is not its own. The same command may be sent again after
 * {@link #retryAfter()}; with the same request id that is safe in every case.
 */
public final class ShardUnavailableException extends RuntimeException {

    /** Why. */
    public enum Reason {
        /** This instance does not own the partition. Nothing was written. */
        NOT_OWNER,
        /** Too many commands wait, or this one waited for longer than its deadline. Nothing was written. */
        OVERLOADED,
        /** The log cannot be written or read now, or the shard failed. Nothing was written. */
        UNAVAILABLE,
        /** The shard was stopped. Nothing was written. */
        STOPPED,
        /** The command may or may not have happened; the log will tell when it is sent again. */
        OUTCOME_UNKNOWN;

        /** Whether the command certainly did not happen. */
        public boolean nothingWritten() {
            return this != OUTCOME_UNKNOWN;
        }
    }

    private final Reason reason;
    private final Duration retryAfter;

    public ShardUnavailableException(Reason reason, Duration retryAfter, String message) {
        // Thrown for every refused command of an overloaded shard: no stack trace, it would tell nothing.
        super(message, null, false, false);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
