package io.switchboard.events.codec;

/** Stored bytes are not an event: broken JSON, a missing attribute, or data that does not fit its type and version. */
public final class CorruptEventException extends RuntimeException {

    public CorruptEventException(String message, Throwable cause) {
        super(message, cause);
    }

    public CorruptEventException(String message) {
        super(message);
    }
}
