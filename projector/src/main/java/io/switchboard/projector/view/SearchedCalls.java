package io.switchboard.projector.view;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.projector.explain.ShardTrace;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.index.IndexPart;
import io.switchboard.projector.page.Order;
import io.switchboard.projector.search.SearchedShard;
import java.util.Optional;
import java.util.function.Consumer;

/** The calls of a shard as {@link io.switchboard.projector.search.JointSearch} sees them. */
record SearchedCalls(ReadView view, IndexPart.Captured<Cid> index, ShardTrace trace) implements SearchedShard<CallCore> {

    @Override
    public boolean isIndexed(Cid cid, String identity) {
        return !index.overlay().contains(cid);
    }

    @Override
    public void changed(Filter filter, Order<CallCore> order, Optional<Order.Place> start, Consumer<CallCore> visitor) {
        long began = trace.clock();
        trace.access(ShardTrace.INDEX);
        index.overlay().keys().forEach(cid -> {
            trace.lookedAtOverlay();
            view.call(cid).filter(core -> order.isAfter(start, core)).filter(core -> view.matches(filter, core))
                    .ifPresent(visitor);
        });
        trace.searched(began);
    }
}
