package io.switchboard.command.shard;

/** A log that does not fold even into empty rows. Nothing a program can do about it; an operator must look. */
public final class BrokenLogException extends RuntimeException {

    public BrokenLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
