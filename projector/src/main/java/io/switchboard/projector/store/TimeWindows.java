package io.switchboard.projector.store;

import io.switchboard.events.call.CallCore;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.PointValues.PointTree;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.NumericUtils;

/**
 * Cuts an order by time into windows of growing size. Where documents lie in about the opposite order, and they lie
 * newest first within a segment and oldest first from segment to segment, a search meets the worst first: every
 * document is better than those before, and it looks at all hits there are. Within a window it looks at no more than
 * the window holds; the tree of the field's points says, in a few steps, where a window of so many documents ends.
 *
 * <p>Other orders have no windows: that in which documents lie needs none, and others have no such tree. For one search.
 */
final class TimeWindows {

    private static final int FIRST = 1_024;
    private static final int GROWTH = 16;

    private final IndexReader reader;
    private final String field;
    private final boolean falling;
    private final long last;
    private final boolean rest;
    private boolean left;
    private long next;
    private long size;

    TimeWindows(IndexReader reader, Order<CallCore> order, Optional<Order.Place> start) {
        SortKey key = order.keys().getFirst();
        Optional<Value> from = start.flatMap(place -> place.values().getFirst());
        // What is not set stands at one end of the order, where no time does: no window has it.
        boolean alwaysSet = IndexSorting.isAlwaysSet(key);
        boolean amongTimes = from.isPresent() || start.isEmpty() && (!order.backward() || alwaysSet);
        this.reader = reader;
        this.field = key.field();
        this.falling = order.falling(key);
        this.last = falling ? Long.MIN_VALUE : Long.MAX_VALUE;
        this.left = IndexSorting.isTime(key) && !IndexSorting.isOnDisk(order) && amongTimes;
        this.next = from.filter(value -> left).map(IndexSorting::nanos).orElse(falling ? Long.MAX_VALUE : Long.MIN_VALUE);
        this.rest = !left || !alwaysSet && !order.backward();
        this.size = FIRST;
    }

    /** A piece of the order, both ends inclusive. */
    record Window(String field, long low, long high) {

        /** What of the query lies in it. */
        Query of(Query query) {
            return IndexSorting.between(query, field, low, high);
        }
    }

    /** Whether there may be another one. */
    boolean open() {
        return left;
    }

    /** Whether more can follow after the last window, or instead of windows: what lacks the time, or any other order. */
    boolean rest() {
        return rest;
    }

    /**
     * The window that follows the last one, if one does.
     *
     * @param wanted how many hits are looked for
     */
    Optional<Window> next(int wanted) throws IOException {
        if (!left) {
            return Optional.empty();
        }
        long documents = Math.max(size, (long) wanted * 8);
        long end = last;
        for (LeafReaderContext leaf : reader.leaves()) {
            PointValues points = leaf.reader().getPointValues(field);
            if (points != null) {
                end = nearer(end, new End(documents).in(points.getPointTree()));
            }
        }
        left = end != last;
        Window window = falling ? new Window(field, end, next) : new Window(field, next, end);
        next = falling ? end - 1 : end + 1;
        size = documents * GROWTH;
        return Optional.of(window);
    }

    private long nearer(long a, long b) {
        return falling ? Math.max(a, b) : Math.min(a, b);
    }

    /** Finds the time up to which a segment has about so many documents; for one call of {@link #in}. */
    private final class End {
        private long missing;

        End(long documents) {
            this.missing = documents;
        }

        /** The time, or {@link #last} when there are not so many. */
        long in(PointTree tree) throws IOException {
            long low = NumericUtils.sortableBytesToLong(tree.getMinPackedValue(), 0);
            long high = NumericUtils.sortableBytesToLong(tree.getMaxPackedValue(), 0);
            if (falling ? low > next : high < next) {
                return last;
            }
            boolean whole = falling ? high <= next : low >= next;
            if (whole && tree.size() < missing) {
                missing -= tree.size();
                return last;
            }
            List<PointTree> parts = parts(tree);
            if (parts.isEmpty()) {
                missing -= tree.size();
                return missing > 0 ? last : falling ? low : high;
            }
            for (PointTree part : falling ? parts.reversed() : parts) {
                long end = in(part);
                if (end != last) {
                    return end;
                }
            }
            return last;
        }

        private static List<PointTree> parts(PointTree tree) throws IOException {
            List<PointTree> parts = new ArrayList<>();
            if (tree.moveToChild()) {
                do {
                    parts.add(tree.clone());
                } while (tree.moveToSibling());
                tree.moveToParent();
            }
            return parts;
        }
    }
}
