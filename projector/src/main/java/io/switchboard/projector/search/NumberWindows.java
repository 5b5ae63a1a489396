package io.switchboard.projector.search;

import io.switchboard.projector.filter.Value;
import io.switchboard.projector.index.IndexSchema;
import io.switchboard.projector.index.IndexTerms;
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
 * Cuts an order by a time or a number into windows. The tree of the field's points says, in a few steps, where
 * a window of so many documents ends; what has no such value is in none. For one search.
 */
final class NumberWindows implements OrderWindows {

    private final IndexSchema schema;
    private final IndexReader reader;
    private final String field;
    private final boolean falling;
    private final long last;
    private boolean left;
    private long next;

    /**
     * @param range what lies in a window at all
     * @param from  where the first window begins, if that is in the range; empty for its beginning in this order
     */
    NumberWindows(IndexSchema schema, IndexReader reader, String field, boolean falling, NumberRange range,
                  Optional<Value> from) {
        this.schema = schema;
        this.reader = reader;
        this.field = field;
        this.falling = falling;
        this.last = falling ? range.low() : range.high();
        long begin = falling ? range.high() : range.low();
        this.next = from.map(IndexTerms::number).map(at -> falling ? Math.min(at, begin) : Math.max(at, begin))
                .orElse(begin);
        this.left = falling ? next >= last : next <= last;
    }

    @Override
    public Optional<Query> next(Query query, long documents) throws IOException {
        if (!left) {
            return Optional.empty();
        }
        long end = last;
        for (LeafReaderContext leaf : reader.leaves()) {
            PointValues points = leaf.reader().getPointValues(field);
            if (points != null) {
                end = nearer(end, new End(OrderWindows.share(documents, leaf, reader)).in(points.getPointTree()));
            }
        }
        left = end != last;
        Query window = IndexSorting.between(schema, query, field, falling ? end : next, falling ? next : end);
        next = falling ? end - 1 : end + 1;
        return Optional.of(window);
    }

    private long nearer(long a, long b) {
        return falling ? Math.max(a, b) : Math.min(a, b);
    }

    /** Finds the value up to which a segment has about so many documents; for one call of {@link #in}. */
    private final class End {
        private long missing;

        End(long documents) {
            this.missing = documents;
        }

        /** The value, or {@link #last} when there are not so many. */
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
                // Of a leaf at the window's beginning perhaps next to nothing lies in the window.
                missing -= whole ? tree.size() : 0;
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
