package io.switchboard.projector.search;

import io.switchboard.events.Cid;
import io.switchboard.projector.index.IndexTerms;
import io.switchboard.projector.page.Best;
import io.switchboard.projector.page.Order;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;

/**
 * One search for calls in the order in which their documents lie. The segments come newest first; in each, documents
 * come best first, so the search leaves a segment at the first document that is no better than the page's last, and ends
 * at the first segment that has no newer one. Lucene's own search would open every segment to find that out. For one
 * thread and one use.
 */
final class NewestFirst {

    private final JointIndex index;
    private final IndexSearch.Known known;
    private final Order<?> order;
    private final Optional<Order.Place> start;
    private final Query query;
    private final Best<IndexHit> best;
    private int offered;
    private long visited;

    /** @param query rewritten */
    NewestFirst(JointIndex index, IndexSearch.Known known, Order<?> order, Optional<Order.Place> start, Query query,
                Best<IndexHit> best) {
        this.index = index;
        this.known = known;
        this.order = order;
        this.start = start;
        this.query = query;
        this.best = best;
    }

    /** Offers the hits that may be among the best. */
    void offer() throws IOException {
        IndexSearcher searcher = index.searcher();
        Weight weight = searcher.createWeight(query, ScoreMode.COMPLETE_NO_SCORES, 1);
        long from = start.map(NewestFirst::created).orElse(Long.MAX_VALUE);
        List<LeafReaderContext> segments = searcher.getLeafContexts();
        for (int i = 0; i < segments.size() && index.newest(i) >= atLeast(); i++) {
            if (index.oldest(i) <= from) {
                search(segments.get(i), index.shardOfSegment(i), weight.scorer(segments.get(i)));
            }
        }
    }

    /** How many hits were offered. */
    int offered() {
        return offered;
    }

    /** How many hits were looked at. */
    long visited() {
        return visited;
    }

    /** What is older is no better than the last of the best. */
    private long atLeast() {
        return best.worst().map(hit -> created(hit.place())).orElse(Long.MIN_VALUE);
    }

    private void search(LeafReaderContext segment, int shard, Scorer scorer) throws IOException {
        if (scorer == null) {
            return;
        }
        LeafReader reader = segment.reader();
        Bits live = reader.getLiveDocs();
        NumericDocValues created = DocValues.getNumeric(reader, "created_at");
        SortedDocValues cids = null;
        DocIdSetIterator hits = scorer.iterator();
        for (int hit = hits.nextDoc(); hit != DocIdSetIterator.NO_MORE_DOCS; hit = hits.nextDoc()) {
            if (live != null && !live.get(hit)) {
                continue;
            }
            visited++;
            created.advanceExact(hit);
            if (created.longValue() < atLeast()) {
                return;
            }
            // Most segments have no hit that is new enough, and to open the ids takes longer than to find that out.
            cids = cids == null ? DocValues.getSorted(reader, "cid") : cids;
            cids.advanceExact(hit);
            String cid = cids.lookupOrd(cids.ordValue()).utf8ToString();
            if (!offer(shard, Cid.parse(cid), IndexSorting.newest(created.longValue(), cid))) {
                return;
            }
        }
    }

    /** False when neither this one nor any that follows in the segment is among the best. */
    private boolean offer(int shard, Cid cid, Order.Place place) {
        boolean worse = best.worst().filter(last -> order.compare(place, last.place()) >= 0).isPresent();
        if (!worse && start.filter(s -> order.compare(place, s) <= 0).isEmpty()
                && known.isIndexed(shard, cid, place.identity())) {
            best.offer(new IndexHit(shard, cid, place));
            offered++;
        }
        return !worse;
    }

    private static long created(Order.Place place) {
        return IndexTerms.number(place.values().getFirst().orElseThrow());
    }
}
