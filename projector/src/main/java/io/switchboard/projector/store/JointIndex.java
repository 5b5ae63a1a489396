package io.switchboard.projector.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;

/**
 * The indexes of several shards as one. A search of all together compares every hit with the best of all shards, where
 * one for each would find each shard's own best, most of them for nothing, and pay for translating and planning the
 * query each time.
 *
 * <p>It does not keep the readers open: whoever searches has views that do. Thread-safe.
 */
final class JointIndex {

    private final List<SharedReader> readers;
    private final IndexSearcher searcher;
    /** By the number of a segment. */
    private final int[] shards;

    private JointIndex(List<SharedReader> readers) throws IOException {
        this.readers = readers;
        List<IndexReader> parts = new ArrayList<>();
        List<Integer> shardOfSegment = new ArrayList<>();
        for (int shard = 0; shard < readers.size(); shard++) {
            IndexReader part = readers.get(shard).reader();
            parts.add(part);
            for (int i = 0; i < part.leaves().size(); i++) {
                shardOfSegment.add(shard);
            }
        }
        // "Closes" its parts, and is never closed: that way it does not hold them.
        this.searcher = new IndexSearcher(new MultiReader(parts.toArray(IndexReader[]::new), true));
        this.shards = shardOfSegment.stream().mapToInt(Integer::intValue).toArray();
    }

    IndexSearcher searcher() {
        return searcher;
    }

    /** The place among the shards of the one that has this document. */
    int shardOf(int document) {
        List<LeafReaderContext> segments = searcher.getLeafContexts();
        return shards[ReaderUtil.subIndex(document, segments)];
    }

    /** Remembers the last one, which serves until a shard opens its next reader. Thread-safe. */
    static final class Last {
        private volatile JointIndex last;

        /** Of these readers, all of them held. */
        JointIndex of(List<SharedReader> readers) throws IOException {
            JointIndex known = last;
            // Readers are equal when they are the same.
            if (known == null || !known.readers.equals(readers)) {
                known = new JointIndex(readers);
                last = known;
            }
            return known;
        }
    }
}
