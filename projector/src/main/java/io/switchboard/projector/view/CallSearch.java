package io.switchboard.projector.view;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.projector.explain.IndexTrace;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.index.IndexSchema;
import io.switchboard.projector.listing.NamedCalls;
import io.switchboard.projector.page.Best;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.search.IndexHit;
import io.switchboard.projector.search.JointSearch;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The first calls of several shards, each as it was at the moment of its view. Calls that the filter names are looked at
 * one by one; all other questions are for the index. For one thread.
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
     * The first calls after {@code start} that the filter asks for, at most {@code count}, in order. Their rows are not
     * read.
     *
     * @throws io.switchboard.projector.rows.StorageException when an index cannot be read
     */
    public List<IndexHit> first(Filter filter, Order<CallCore> order, Optional<Order.Place> start, int count) {
        if (count == 0 || shards.isEmpty()) {
            return List.of();
        }
        Optional<Set<Cid>> named = NamedCalls.among(filter);
        return named.isPresent() ? ofNamed(named.get(), filter, order, start, count) : indexed(filter, order, start, count);
    }

    private List<IndexHit> ofNamed(Set<Cid> calls, Filter filter, Order<CallCore> order, Optional<Order.Place> start,
                                   int count) {
        Best<IndexHit> best = IndexHit.best(order, count);
        for (int i = 0; i < shards.size(); i++) {
            int shard = i;
            shards.get(i).named(calls, filter, order, start,
                    call -> best.offer(new IndexHit(shard, call.cid(), order.place(call))));
        }
        List<IndexHit> found = best.sorted();
        found.forEach(hit -> shards.get(hit.shard()).trace().found(1));
        return found;
    }

    private List<IndexHit> indexed(Filter filter, Order<CallCore> order, Optional<Order.Place> start, int count) {
        ViewResources resources = shards.getFirst().resources();
        return new JointSearch<>(IndexSchema.CALLS, resources.lastCalls(), resources.windowing(),
                shards.stream().map(ReadView::searchedCalls).toList(), CallCore::cid, trace)
                .first(filter, order, start, count);
    }
}
