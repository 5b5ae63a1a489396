package io.switchboard.projector.search;

import io.switchboard.projector.index.IndexSchema;
import io.switchboard.projector.index.SharedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.DocValuesSkipper;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;

/**
 * The indexes that several shards have of the same, as one. A search of all together compares every hit with the best
 * of all shards, where one for each would find each shard's own best, most of them for nothing, and pay for translating
 * and planning the query each time. Where documents lie by a time, segments with the newest ones come first.
 *
 * <p>It does not keep the readers open: whoever searches has views that do. Thread-safe.
 */
public final class JointIndex {

    private final List<SharedReader> readers;
    private final IndexSearcher searcher;
    private final List<Segment> segments;

    /** The newest and the oldest time by which its documents lie; the same in all when they lie by none. */
    private record Segment(int shard, LeafReader reader, long newest, long oldest) {
    }

    private JointIndex(IndexSchema schema, List<SharedReader> readers) throws IOException {
        this.readers = readers;
        List<Segment> all = new ArrayList<>();
        for (int shard = 0; shard < readers.size(); shard++) {
            for (LeafReaderContext leaf : readers.get(shard).reader().leaves()) {
                all.add(segment(schema, shard, leaf.reader()));
            }
        }
        all.sort(Comparator.comparingLong(Segment::newest).reversed());
        this.segments = List.copyOf(all);
        // "Closes" its parts, and is never closed: that way it does not hold them.
        IndexReader[] parts = all.stream().map(Segment::reader).toArray(IndexReader[]::new);
        this.searcher = new IndexSearcher(new MultiReader(parts, true));
        // What a search looks for is different each time, in its windows at least.
        searcher.setQueryCache(null);
    }

    private static Segment segment(IndexSchema schema, int shard, LeafReader reader) throws IOException {
        if (schema.liesBy().isEmpty()) {
            return new Segment(shard, reader, 0, 0);
        }
        DocValuesSkipper times = reader.getDocValuesSkipper(schema.liesBy().get());
        return new Segment(shard, reader, times.maxValue(), times.minValue());
    }

    IndexSearcher searcher() {
        return searcher;
    }

    /** The number of the segment that has this document. */
    int segmentOf(int document) {
        return ReaderUtil.subIndex(document, searcher.getLeafContexts());
    }

    /** The place among the shards of the one that has the segment of this number. */
    int shardOfSegment(int number) {
        return segments.get(number).shard;
    }

    /** The newest time by which documents of the segment lie; the deleted ones count. */
    long newest(int number) {
        return segments.get(number).newest;
    }

    /** The oldest time by which documents of the segment lie; the deleted ones count. */
    long oldest(int number) {
        return segments.get(number).oldest;
    }

    /** Remembers the last one of an index, which serves until a shard opens its next reader. Thread-safe. */
    public static final class Last {
        private volatile JointIndex last;

        /** Of these readers, all of them held. */
        JointIndex of(IndexSchema schema, List<SharedReader> readers) throws IOException {
            JointIndex known = last;
            // Readers are equal when they are the same.
            if (known == null || !known.readers.equals(readers)) {
                known = new JointIndex(schema, readers);
                last = known;
            }
            return known;
        }
    }
}
