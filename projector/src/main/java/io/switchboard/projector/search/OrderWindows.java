package io.switchboard.projector.search;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Query;

/**
 * Cuts an order into windows, one after the other. Where documents lie in about the opposite order, or in none, a
 * search meets better ones all the way and looks at all hits there are. Within a window it looks at no more than the
 * window holds. For one search.
 */
interface OrderWindows {

    /** A segment counts as at least one of so many: the latest times, say, are all in the smallest segments. */
    int MOST_SHARES = 4;

    /**
     * What of the query lies in the window that follows the last one; empty when there is no more.
     *
     * @param documents how many the window should hold at least
     */
    Optional<Query> next(Query query, long documents) throws IOException;

    /** How many of so many documents a segment has, if they lie evenly; at least one. */
    static long share(long documents, LeafReaderContext segment, IndexReader all) {
        long even = documents * segment.reader().maxDoc() / Math.max(1, all.maxDoc());
        return Math.max(1, Math.max(even, documents / MOST_SHARES));
    }
}
