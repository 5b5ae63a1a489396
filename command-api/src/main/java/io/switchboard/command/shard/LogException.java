package io.switchboard.command.shard;

/** The log refused or did not answer; {@link #kind()} says what is known about the records. */
public final class LogException extends RuntimeException {

    /** What a failed call to the log means for the records it was given. */
    public enum Kind {
        /** Certainly not written; the same call may work later. */
        REJECTED,
        /** Certainly not written: another owner is active. */
        FENCED,
        /** Written or not. Only the log can tell, once this instance has fenced it again. */
        UNKNOWN,
        /** Written or not, and another owner is active: refused at the commit, perhaps after a lost answer to it. */
        FENCED_UNKNOWN,
        /** The offset asked for lies outside the log: it was cut or made anew since. */
        OUT_OF_RANGE
    }

    private final Kind kind;

    public LogException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
