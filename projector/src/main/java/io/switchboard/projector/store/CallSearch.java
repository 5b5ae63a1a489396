package io.switchboard.projector.store;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.projector.explain.IndexTrace;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.page.Best;
import io.switchboard.projector.page.Order;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The first calls of several shards, each as it was at the moment of its view: what changed too recently for the index is
 * looked at call by call, everything else is found by one search of all indexes. The rows of those found are not read, so
 * that only what the page shows has to be. For one thread.
 */
public final class CallSearch {

    private final List<ReadView> shards;
    private final IndexTrace trace;

    /** @param shards of one process, open */
    public CallSearch(List<ReadView> shards, IndexTrace trace) {
        this.shards = List.copyOf(shards);
        this.trace = trace;
    }

    /**
     * The first calls after {@code start} that the filter asks for, at most {@code count}, in order.
     *
     * @throws StorageException when an index cannot be read
     */
    public List<CallHit> first(Filter filter, Order<CallCore> order, Optional<Order.Place> start, int count) {
        if (count == 0 || shards.isEmpty()) {
            return List.of();
        }
        Best<CallHit> best = new Best<>((a, b) -> order.compare(a.place(), b.place()), count);
        for (int i = 0; i < shards.size(); i++) {
            int shard = i;
            shards.get(shard).changed(filter, order, start, core ->
                    best.offer(new CallHit(shard, core.cid(), order.place(core))));
        }
        trace.begins();
        try {
            new IndexSearch(index(), this::isIndexed, shards.getFirst().windowing(), filter, order, start, trace)
                    .offer(count, best);
        } catch (IOException e) {
            throw new StorageException("cannot search the index", e);
        }
        trace.ended();
        List<CallHit> found = best.sorted();
        found.forEach(hit -> shards.get(hit.shard()).found());
        return found;
    }

    private JointIndex index() throws IOException {
        return shards.getFirst().joint(shards.stream().map(ReadView::reader).toList());
    }

    private boolean isIndexed(int shard, Cid cid) {
        return shards.get(shard).isIndexed(cid);
    }
}
