package io.switchboard.projector.query;

import java.util.Optional;

/**
 * The way on from a page.
 *
 * @param prev present when rows come before the page: found going back, or left behind coming here
 * @param next present when rows follow, in the same sense
 */
public record PageCursors(Optional<String> prev, Optional<String> next) {

    /** Of a page that holds everything, or that was asked to hold nothing. */
    public static final PageCursors NONE = new PageCursors(Optional.empty(), Optional.empty());
}
