package io.switchboard.projector.search;

import io.switchboard.events.Cid;
import io.switchboard.projector.explain.ShardTrace;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.index.IndexPart;
import io.switchboard.projector.index.SharedReader;
import io.switchboard.projector.page.Order;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What {@link JointSearch} needs of a shard: an index, and what changed too recently for it. For one thread.
 *
 * @param <K> what names a document of the index
 * @param <T> what is searched for
 */
public interface SearchedShard<K, T> {

    /** As it was at the moment of the shard's view. */
    IndexPart.Captured<K> index();

    /** Of the shard. */
    ShardTrace trace();

    /** What names the document that has this identity. */
    K key(Cid cid, String identity);

    /** What the document of this name is made of, as the rows have it; empty when it is not there any more. */
    Optional<T> find(K key);

    /** Whether the filter asks for this. */
    boolean matches(Filter filter, T found);

    /** For as long as the view of the shard is open. */
    default SharedReader reader() {
        return index().reader();
    }

    /** Whether the index's word about this call, or row of it, counts. */
    default boolean isIndexed(Cid cid, String identity) {
        return !index().overlay().contains(key(cid, identity));
    }

    /** Shows what the filter asks for after {@code start} and of which the index's word does not count. */
    default void changed(Filter filter, Order<T> order, Optional<Order.Place> start, Consumer<T> visitor) {
        long began = trace().clock();
        trace().access(ShardTrace.INDEX);
        index().overlay().keys().forEach(key -> {
            trace().lookedAtOverlay();
            find(key).filter(found -> order.isAfter(start, found)).filter(found -> matches(filter, found))
                    .ifPresent(visitor);
        });
        trace().searched(began);
    }

    /** Something else of this shard is among what the page is made from. */
    default void found() {
        trace().found(1);
    }
}
