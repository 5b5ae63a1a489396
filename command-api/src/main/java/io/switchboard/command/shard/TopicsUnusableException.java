package io.switchboard.command.shard;

/** The log's topics cannot be used as they are; the message tells an operator why and what to do. */
public final class TopicsUnusableException extends RuntimeException {

    public TopicsUnusableException(String message, Throwable cause) {
        super(message, cause);
    }
}
