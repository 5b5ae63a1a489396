package io.switchboard.events.call;

/**
 * The events of a call do not follow each other: one is missing, altered, or out of order. Whoever folds must stop
 * and read the log again from the start; if the log itself is broken, an operator must look.
 */
public final class BrokenHistoryException extends RuntimeException {

    public BrokenHistoryException(String message) {
        super(message);
    }
}
