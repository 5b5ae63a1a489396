package io.switchboard.projector.search;

import io.switchboard.events.Cid;
import io.switchboard.projector.explain.ShardTrace;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.index.IndexPart;
import io.switchboard.projector.index.SharedReader;
import io.switchboard.projector.page.Order;
import java.util.Optional;
import java.util.function.Consumer;

/** What {@link JointSearch} needs of a shard: an index, and what changed too recently for it. For one thread. */
public interface SearchedShard<T> {

    /** As it was at the moment of the shard's view. */
    IndexPart.Captured<?> index();

    /** Of the shard. */
    ShardTrace trace();

    /** For as long as the view of the shard is open. */
    default SharedReader reader() {
        return index().reader();
    }

    /** Whether the index's word about this call, or row of it, counts. */
    boolean isIndexed(Cid cid, String identity);

    /** Shows what the filter asks for after {@code start} and of which the index's word does not count. */
    void changed(Filter filter, Order<T> order, Optional<Order.Place> start, Consumer<T> visitor);

    /** Something else of this shard is among what the page is made from. */
    default void found() {
        trace().found(1);
    }
}
