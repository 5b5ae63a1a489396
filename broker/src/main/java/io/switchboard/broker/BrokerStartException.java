package io.switchboard.broker;

/** The broker did not start. The message is one sentence for the person who started it. */
public final class BrokerStartException extends RuntimeException {

    /** Why the broker did not start. */
    public enum Reason {
        /** Another process, or another broker of this process, holds the data directory. */
        DIRECTORY_IN_USE,
        /** The data directory cannot be created, read or written, or holds something else. */
        DIRECTORY_UNUSABLE,
        /** Somebody else listens on the port. */
        PORT_TAKEN,
        /** Kafka refused to start; the cause says more. */
        FAILED
    }

    private final Reason reason;

    BrokerStartException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    BrokerStartException(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
