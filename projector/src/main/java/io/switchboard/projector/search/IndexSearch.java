package io.switchboard.projector.search;

import io.switchboard.events.Cid;
import io.switchboard.projector.explain.IndexExplanation;
import io.switchboard.projector.explain.IndexTrace;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.index.IndexSchema;
import io.switchboard.projector.page.Best;
import io.switchboard.projector.page.Order;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.Weight;

/** One search for the first calls, or rows of them, after a place. For one thread and one use. */
final class IndexSearch {

    private static final int MOST_AT_ONCE = 4_096;

    private final IndexSchema schema;
    private final JointIndex index;
    private final IndexSearcher searcher;
    private final Known known;
    private final Order<?> order;
    private final Optional<Order.Place> start;
    private final Query query;
    private final Sort sort;
    private final List<SearchSections.Section> sections;
    private final IndexTrace trace;
    /** No more than so many can be found. */
    private final long hits;
    private FieldDoc after;

    /** Whether the index's word about a document of a shard counts. */
    interface Known {
        boolean isIndexed(int shard, Cid cid, String identity);
    }

    IndexSearch(IndexSchema schema, JointIndex index, Known known, Windowing windowing, Filter filter, Order<?> order,
                Optional<Order.Place> start, IndexTrace trace) throws IOException {
        this.schema = schema;
        this.index = index;
        this.searcher = index.searcher();
        this.known = known;
        this.order = order;
        this.start = start;
        Query whole = query(filter, windowing);
        this.sort = IndexSorting.of(schema, order);
        this.hits = IndexSorting.isOnDisk(schema, order) ? Long.MAX_VALUE : mostHits(whole);
        if (hits <= windowing.few(schema.isNumeric(order.keys().getFirst()))) {
            this.sections = SearchSections.whole();
            this.query = whole;
        } else {
            NumberRange.Split asked = NumberRange.Split.of(filter, order.keys().getFirst().field());
            this.sections = SearchSections.from(schema, searcher.getIndexReader(), windowing, asked, order, start);
            this.query = IndexSorting.isOnDisk(schema, order) || asked.range().equals(NumberRange.ALL) ? whole
                    : query(asked.rest(), windowing);
        }
        this.after = start.map(place -> IndexSorting.after(order, place)).orElse(null);
        this.trace = trace;
        if (trace.on()) {
            trace.index(searcher.getIndexReader().numDocs(), searcher.getLeafContexts().size(), sort.toString(), skipping());
        }
    }

    /** What lets a search end before it has seen every hit. */
    private String skipping() {
        if (IndexSorting.isOnDisk(schema, order)) {
            return "index sort";
        }
        return sections.stream().allMatch(section -> section.windows() instanceof SearchSections.Whole) ? "nothing"
                : "windows";
    }

    /** Rewritten once, since what a range is best searched by is looked up in every segment. */
    private Query query(Filter filter, Windowing windowing) throws IOException {
        Query asked = new IndexQueries(windowing.fewInRange()).of(filter);
        return searcher.rewrite(IndexSorting.from(schema, asked, order, start));
    }

    /** What Lucene takes for the cost of a query, which is never less than its hits. */
    private long mostHits(Query query) throws IOException {
        Weight weight = searcher.createWeight(query, ScoreMode.COMPLETE_NO_SCORES, 1);
        long most = 0;
        for (LeafReaderContext leaf : searcher.getLeafContexts()) {
            ScorerSupplier some = weight.scorerSupplier(leaf);
            most += some == null ? 0 : some.cost();
        }
        return most;
    }

    /** Offers the first {@code count} hits that are known. */
    void offer(int count, Best<IndexHit> best) throws IOException {
        if (IndexSorting.isOnDisk(schema, order)) {
            offerNewest(best);
            return;
        }
        WindowSize size = new WindowSize(count, searcher.getIndexReader().maxDoc() / Math.max(1, hits));
        int missing = count;
        for (SearchSections.Section section : sections) {
            missing = offer(section, size, missing, best);
            if (missing == 0) {
                return;
            }
        }
    }

    /** @return how many are missing still */
    private int offer(SearchSections.Section section, WindowSize size, int count, Best<IndexHit> best) throws IOException {
        Query part = section.of(query);
        int missing = count;
        while (missing > 0) {
            long documents = Math.max(section.least(), size.documents());
            Optional<Query> window = section.windows().next(part, documents);
            if (window.isEmpty()) {
                return missing;
            }
            int found = read(window.get(), missing, best);
            missing -= found;
            size.searched(documents, found, missing);
        }
        return missing;
    }

    private void offerNewest(Best<IndexHit> best) throws IOException {
        NewestFirst search = new NewestFirst(index, known, order, start, query, best);
        search.offer();
        if (trace.on()) {
            trace.search(new IndexExplanation.Search(query.toString(), search.offered(), search.visited(),
                    best.worst().isEmpty()));
        }
    }

    /**
     * How many of the first hits have changed since is unknown beforehand, so this reads on in growing steps until there
     * are enough or no more.
     *
     * @return how many were offered
     */
    private int read(Query part, int count, Best<IndexHit> best) throws IOException {
        int found = 0;
        for (int step = count; ; step = Math.min(step * 2, MOST_AT_ONCE)) {
            // Every hit is counted: to skip some by their points takes longer than to look at those of a window.
            TopFieldDocs top = searcher.search(part, new TopFieldCollectorManager(sort, step, after, Integer.MAX_VALUE));
            ScoreDoc[] hits = top.scoreDocs;
            if (trace.on()) {
                trace.search(new IndexExplanation.Search(searcher.rewrite(part).toString(), hits.length,
                        top.totalHits.value(), hits.length < step));
            }
            for (ScoreDoc hit : hits) {
                after = (FieldDoc) hit;
                Order.Place place = IndexSorting.place(schema, order, after);
                int segment = index.segmentOf(hit.doc);
                int shard = index.shardOfSegment(segment);
                Cid cid = cid(segment, hit.doc, place.identity());
                if (known.isIndexed(shard, cid, place.identity())) {
                    best.offer(new IndexHit(shard, cid, place));
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

    private Cid cid(int segment, int document, String identity) throws IOException {
        LeafReaderContext leaf = searcher.getLeafContexts().get(segment);
        return schema.call(leaf.reader(), document - leaf.docBase, identity);
    }
}
