package io.switchboard.projector.view;

import io.switchboard.events.Cid;
import io.switchboard.projector.explain.IndexTrace;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.index.IndexSchema;
import io.switchboard.projector.index.RowId;
import io.switchboard.projector.listing.ListedRows;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.listing.NamedCalls;
import io.switchboard.projector.page.Best;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.search.JointSearch;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The first rows of a listing in several shards, each as it was at the moment of its view. Of calls that the filter names
 * every row is looked at, for they are few; all other questions are for the index. For one thread.
 */
public final class RowSearch<T> {

    private final List<ReadView> shards;
    private final Listing<T> listing;
    private final IndexTrace trace;

    /** @param shards of one process, open */
    public RowSearch(List<ReadView> shards, Listing<T> listing, IndexTrace trace) {
        this.shards = List.copyOf(shards);
        this.listing = listing;
        this.trace = trace;
    }

    /**
     * The first rows after {@code start} that the filter asks for, at most {@code count}, in order.
     *
     * @throws io.switchboard.projector.rows.StorageException when an index cannot be read
     * @throws org.apache.kafka.streams.errors.InvalidStateStoreException when a shard is to close meanwhile
     */
    public List<T> first(Filter filter, Order<T> order, Optional<Order.Place> start, int count) {
        if (count == 0 || shards.isEmpty()) {
            return List.of();
        }
        Optional<Set<Cid>> named = NamedCalls.in(filter);
        return named.isPresent() ? ofNamed(named.get(), filter, order, start, count) : indexed(filter, order, start, count);
    }

    private List<T> ofNamed(Set<Cid> calls, Filter filter, Order<T> order, Optional<Order.Place> start, int count) {
        Best<T> best = new Best<>(order, count);
        shards.forEach(shard -> shard.rows(listing, calls, filter, order, start, count).forEach(best::offer));
        return best.sorted();
    }

    private List<T> indexed(Filter filter, Order<T> order, Optional<Order.Place> start, int count) {
        ViewResources resources = shards.getFirst().resources();
        ListedRows<T> kind = listing.rows();
        return new JointSearch<>(IndexSchema.of(listing), resources.lastRows(kind), resources.windowing(),
                shards.stream().map(shard -> shard.searchedRows(listing)).toList(), listing::cid, trace)
                .first(filter, order, start, count).stream()
                .map(hit -> shards.get(hit.shard()).row(kind, new RowId(hit.cid(), hit.place().identity()))).toList();
    }
}
