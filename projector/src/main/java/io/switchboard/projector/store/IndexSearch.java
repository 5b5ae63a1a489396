package io.switchboard.projector.store;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.table.CallTable;
import io.switchboard.projector.explain.ShardExplanation;
import io.switchboard.projector.explain.ShardTrace;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.page.Best;
import io.switchboard.projector.page.Order;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.util.BytesRef;

/** One search for the first calls after a place. For one thread and one use. */
final class IndexSearch {

    private static final int MOST_AT_ONCE = 4_096;

    private final IndexSearcher searcher;
    private final Overlay overlay;
    private final CallTable table;
    private final Query query;
    private final Sort sort;
    private final List<SearchSections.Section> sections;
    private final ShardTrace trace;
    private FieldDoc after;

    /** @param overlay the calls for which the index's word does not count */
    IndexSearch(IndexSearcher searcher, Overlay overlay, CallTable table, Filter filter, Order<CallCore> order,
                Optional<Order.Place> start, ShardTrace trace) throws IOException {
        this.searcher = searcher;
        this.overlay = overlay;
        this.table = table;
        this.query = IndexSorting.from(IndexQueries.of(filter), order, start);
        this.sort = IndexSorting.of(order);
        this.sections = SearchSections.from(searcher.getIndexReader(), order, start);
        this.after = start.map(place -> IndexSorting.after(order, place)).orElse(null);
        this.trace = trace;
        if (trace.on()) {
            trace.access("index");
            trace.index(searcher.getIndexReader().numDocs(), overlay.calls().count(), sort.toString(), skipping(order));
        }
    }

    /** What lets a search end before it has seen every hit. */
    private String skipping(Order<CallCore> order) {
        if (IndexSorting.isOnDisk(order)) {
            return "index sort";
        }
        return sections.getFirst().windows() instanceof SearchSections.Whole ? "terms" : "windows";
    }

    /** Offers the first {@code count} hits that are not in the overlay. */
    void offer(int count, Best<CallCore> best) throws IOException {
        int missing = count;
        for (SearchSections.Section section : sections) {
            Query part = section.of(query);
            Optional<Query> window = section.windows().next(part, missing);
            while (window.isPresent()) {
                missing -= read(window.get(), missing, best);
                if (missing == 0) {
                    return;
                }
                window = section.windows().next(part, missing);
            }
        }
    }

    /**
     * How many of the first hits the overlay has is unknown beforehand, so this reads on in growing steps until there
     * are enough or no more.
     *
     * @return how many were offered
     */
    private int read(Query part, int count, Best<CallCore> best) throws IOException {
        int found = 0;
        for (int step = count; ; step = Math.min(step * 2, MOST_AT_ONCE)) {
            TopFieldDocs top = searcher.search(part, new TopFieldCollectorManager(sort, step, after, 1));
            ScoreDoc[] hits = top.scoreDocs;
            if (trace.on()) {
                trace.search(new ShardExplanation.Search(searcher.rewrite(part).toString(), hits.length,
                        top.totalHits.value(), top.totalHits.relation() == TotalHits.Relation.EQUAL_TO));
            }
            for (ScoreDoc hit : hits) {
                after = (FieldDoc) hit;
                Cid cid = cid(after);
                if (!overlay.contains(cid)) {
                    best.offer(table.core(cid).orElseThrow(() -> new IllegalStateException(
                            "the index shows " + cid + ", the rows do not have it")));
                    found++;
                    if (found == count) {
                        return found;
                    }
                }
            }
            if (hits.length < step) {
                return found;
            }
        }
    }

    private static Cid cid(FieldDoc hit) {
        return Cid.parse(((BytesRef) hit.fields[hit.fields.length - 1]).utf8ToString());
    }
}
