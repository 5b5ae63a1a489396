package io.switchboard.projector.query;

/** How fresh an answer has to be. */
public enum Consistency {
    /** It shows everything that was in the log when the question came. */
    STRONG,
    /** It shows whatever is applied now. */
    EVENTUAL
}
