package io.switchboard.projector.page;

import java.util.List;

/**
 * What {@code next} stands for: go on from this place, in this order, on that question.
 *
 * @param direction  which way the page lies
 * @param question   fingerprint of endpoint and filter, see {@link CursorCodec#question}
 * @param keys       the sort of the page that issued it, so that {@code next} alone is enough
 * @param place      of the last row seen
 */
public record Cursor(Direction direction, long question, List<SortKey> keys, Order.Place place) {

    /** Which way from the place. */
    public enum Direction {
        NEXT, PREVIOUS
    }
}
