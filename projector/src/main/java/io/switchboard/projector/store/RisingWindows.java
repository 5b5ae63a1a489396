package io.switchboard.projector.store;

import io.switchboard.events.call.CallCore;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.page.SortKey;
import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.NumericUtils;

/**
 * Cuts an order by rising time into windows of growing size. Documents lie newest first, so a search for the oldest
 * meets the worst first, every document is better than those before, and nothing can be skipped: it would look at all
 * hits there are. Within a window it looks at no more than the window holds; the tree of the field's points says, in
 * a few steps, where a window of so many documents ends.
 *
 * <p>Other orders have no windows: there the sort itself skips what comes too late. For one search.
 */
final class RisingWindows {

    private static final int FIRST = 1_024;
    private static final int GROWTH = 16;

    private final IndexReader reader;
    private final String field;
    private boolean left;
    private long low;
    private long size;

    RisingWindows(IndexReader reader, Order<CallCore> order, Optional<Order.Place> start) {
        SortKey key = order.keys().getFirst();
        Optional<Value> from = start.flatMap(place -> place.values().getFirst());
        // What is not set stands at one end of the order, where no time does: no window has it.
        boolean amongTimes = from.isPresent() || start.isEmpty() && (!order.backward() || IndexSorting.isAlwaysSet(key));
        this.reader = reader;
        this.field = key.field();
        this.left = IndexSorting.isTime(key) && !order.falling(key) && amongTimes;
        this.low = from.filter(value -> left).map(IndexSorting::nanos).orElse(Long.MIN_VALUE);
        this.size = FIRST;
    }

    /** Whether there may be another one. */
    boolean open() {
        return left;
    }

    /** A piece of the order, both ends inclusive. */
    record Window(String field, long low, long high) {

        /** What of the query lies in it. */
        Query of(Query query) {
            return IndexSorting.between(query, field, low, high);
        }
    }

    /**
     * The window that follows the last one; empty when what is left is best searched as it is.
     *
     * @param wanted how many hits are looked for
     */
    Optional<Window> next(int wanted) throws IOException {
        if (!left) {
            return Optional.empty();
        }
        long documents = Math.max(size, (long) wanted * 8);
        long high = Long.MAX_VALUE;
        for (LeafReaderContext leaf : reader.leaves()) {
            PointValues points = leaf.reader().getPointValues(field);
            if (points != null) {
                high = Math.min(high, new End(low, documents).in(points.getPointTree()));
            }
        }
        left = high != Long.MAX_VALUE;
        if (!left) {
            return Optional.empty();
        }
        Window window = new Window(field, low, high);
        low = high + 1;
        size = documents * GROWTH;
        return Optional.of(window);
    }

    /** Finds the time up to which a segment has about so many documents; one call of {@link #in} each. */
    private static final class End {
        private final long low;
        private long missing;

        End(long low, long documents) {
            this.low = low;
            this.missing = documents;
        }

        /** The time, or {@link Long#MAX_VALUE} when there are not so many. */
        long in(PointValues.PointTree tree) throws IOException {
            long last = NumericUtils.sortableBytesToLong(tree.getMaxPackedValue(), 0);
            if (last < low) {
                return Long.MAX_VALUE;
            }
            boolean whole = NumericUtils.sortableBytesToLong(tree.getMinPackedValue(), 0) >= low;
            if (whole && tree.size() < missing) {
                missing -= tree.size();
                return Long.MAX_VALUE;
            }
            if (!tree.moveToChild()) {
                missing -= tree.size();
                return missing <= 0 ? last : Long.MAX_VALUE;
            }
            long end;
            do {
                end = in(tree);
            } while (end == Long.MAX_VALUE && tree.moveToSibling());
            tree.moveToParent();
            return end;
        }
    }
}
