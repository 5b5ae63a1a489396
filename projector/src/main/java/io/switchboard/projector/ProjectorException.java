package io.switchboard.projector;

/** The projector cannot start; the message says why in one sentence. */
public final class ProjectorException extends RuntimeException {

    public ProjectorException(String message, Throwable cause) {
        super(message, cause);
    }

    public ProjectorException(String message) {
        super(message);
    }
}
