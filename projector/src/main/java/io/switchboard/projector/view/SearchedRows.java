package io.switchboard.projector.view;

import io.switchboard.events.Cid;
import io.switchboard.events.table.CallTable;
import io.switchboard.projector.explain.ShardTrace;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.index.IndexPart;
import io.switchboard.projector.index.RowId;
import io.switchboard.projector.listing.Listing;
import io.switchboard.projector.search.SearchedShard;
import java.util.Optional;

/** The rows of a shard that a listing shows, to be searched. */
record SearchedRows<T>(Listing<T> listing, CallTable table, IndexPart.Captured<RowId> index, ShardTrace trace)
        implements SearchedShard<RowId, T> {

    @Override
    public RowId key(Cid cid, String identity) {
        return new RowId(cid, identity);
    }

    @Override
    public Optional<T> find(RowId row) {
        return listing.rows().find(table, row.cid(), row.identity());
    }

    @Override
    public boolean matches(Filter filter, T row) {
        return listing.matches(filter, row);
    }
}
