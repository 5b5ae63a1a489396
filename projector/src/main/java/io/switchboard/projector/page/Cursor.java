package io.switchboard.projector.page;

import java.util.List;
import java.util.Optional;

/**
 * What {@code next} and {@code prev} stand for: go on from this place, that way, in this order, on that question.
 *
 * @param direction  which way the page lies
 * @param question   fingerprint of endpoint and filter, see {@link CursorCodec#question}
 * @param keys       the sort of the page that issued it, so that the cursor alone is enough
 * @param place      of the row of the issuing page that is next to the page asked for; empty when that page had no
 *                   rows, which means: from the very beginning, or end, of the order
 */
public record Cursor(Direction direction, long question, List<SortKey> keys, Optional<Order.Place> place) {

    /** Which way from the place. */
    public enum Direction {
        NEXT, PREVIOUS
    }

    /**
     * A cursor as a client sent it.
     *
     * @param direction that of the field it stood in
     */
    public record Sent(Direction direction, String text) {
    }
}
