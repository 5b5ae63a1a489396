package io.switchboard.projector.view;

import io.switchboard.events.Cid;
import io.switchboard.events.table.CallTable;
import io.switchboard.projector.explain.ShardTrace;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.index.IndexPart;
import io.switchboard.projector.index.RowId;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.search.SearchedShard;
import java.util.Optional;
import java.util.function.Consumer;

/** The rows of a shard that a listing shows, as {@link io.switchboard.projector.search.JointSearch} sees them. */
record SearchedRows<T>(Listing<T> listing, CallTable table, IndexPart.Captured<RowId> index, ShardTrace trace)
        implements SearchedShard<T> {

    @Override
    public boolean isIndexed(Cid cid, String identity) {
        return !index.overlay().contains(new RowId(cid, identity));
    }

    @Override
    public void changed(Filter filter, Order<T> order, Optional<Order.Place> start, Consumer<T> visitor) {
        long began = trace.clock();
        trace.access(ShardTrace.INDEX);
        index.overlay().keys().forEach(row -> {
            trace.lookedAtOverlay();
            listing.rows().find(table, row.cid(), row.identity()).filter(found -> order.isAfter(start, found))
                    .filter(found -> listing.matches(filter, found)).ifPresent(visitor);
        });
        trace.searched(began);
    }
}
