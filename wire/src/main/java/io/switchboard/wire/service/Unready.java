package io.switchboard.wire.service;

import java.util.OptionalLong;

/**
 * One part of an instance that is not ready, and how far it has read its log. A health that is not up carries a list of
 * them as its detail {@link #DETAIL}.
 *
 * @param part    as operators call it, e.g. {@code call-events-0}
 * @param state   what it does, to follow "is", e.g. {@code restoring}
 * @param reached how many offsets of the log, or rows, it has read; falls when it begins again
 * @param end     how many there are to read, as far as it knows
 */
public record Unready(String part, String state, long reached, OptionalLong end) {

    /** The name of the detail. */
    public static final String DETAIL = "waitingFor";
    /** The name of the detail that says why a health is down for good. */
    public static final String REASON = "reason";

    /** A part of which only the state is known. */
    public static Unready of(String part, String state) {
        return new Unready(part, state, 0, OptionalLong.empty());
    }
}
