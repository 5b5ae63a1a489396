package io.switchboard.command.shard;

/** The log refused or did not answer; {@link #kind()} says what is known about the records. */
public final class LogException extends RuntimeException {

    /** What a failed call to the log means for the records it was given. */
    public enum Kind { REJECTED, FENCED, UNKNOWN }

    private final Kind kind;

    public LogException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
