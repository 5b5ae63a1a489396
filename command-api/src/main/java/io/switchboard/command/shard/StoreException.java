package io.switchboard.command.shard;

/** The local rows cannot be read or written. Nothing of the truth is lost, since that is the log. */
public final class StoreException extends RuntimeException {

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
