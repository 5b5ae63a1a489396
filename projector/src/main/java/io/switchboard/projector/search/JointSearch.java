package io.switchboard.projector.search;

import io.switchboard.events.Cid;
import io.switchboard.projector.explain.IndexTrace;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.index.IndexSchema;
import io.switchboard.projector.page.Best;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.rows.StorageException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A search of the same index of several shards, each as it was at the moment of its view: what changed too recently for
 * the index is looked at one by one, everything else is found by one search of all indexes. The rows of what is found are
 * not read, so that only what the page shows has to be. For one thread.
 *
 * @param last   remembers the indexes put together
 * @param shards of one process, open
 * @param callOf the call that something belongs to
 */
public record JointSearch<T>(IndexSchema schema, JointIndex.Last last, Windowing windowing,
                             List<? extends SearchedShard<?, T>> shards, Function<T, Cid> callOf, IndexTrace trace) {

    /**
     * The first after {@code start} that the filter asks for, at most {@code count}, in order.
     *
     * @throws StorageException when an index cannot be read
     */
    public List<IndexHit> first(Filter filter, Order<T> order, Optional<Order.Place> start, int count) {
        Best<IndexHit> best = IndexHit.best(order, count);
        for (int i = 0; i < shards.size(); i++) {
            int shard = i;
            shards.get(shard).changed(filter, order, start, found ->
                    best.offer(new IndexHit(shard, callOf.apply(found), order.place(found))));
        }
        trace.begins();
        try {
            JointIndex index = last.of(schema, shards.stream().map(SearchedShard::reader).toList());
            new IndexSearch(schema, index, this::isIndexed, windowing, filter, order, start, trace).offer(count, best);
        } catch (IOException e) {
            throw new StorageException("cannot search the index", e);
        }
        trace.ended();
        List<IndexHit> found = best.sorted();
        found.forEach(hit -> shards.get(hit.shard()).found());
        return found;
    }

    private boolean isIndexed(int shard, Cid cid, String identity) {
        return shards.get(shard).isIndexed(cid, identity);
    }
}
