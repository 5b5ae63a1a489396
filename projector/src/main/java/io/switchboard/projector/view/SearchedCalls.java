package io.switchboard.projector.view;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.projector.explain.ShardTrace;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.index.IndexPart;
import io.switchboard.projector.search.SearchedShard;
import java.util.Optional;

/** The calls of a shard, to be searched. */
record SearchedCalls(ReadView view, IndexPart.Captured<Cid> index, ShardTrace trace)
        implements SearchedShard<Cid, CallCore> {

    @Override
    public Cid key(Cid cid, String identity) {
        return cid;
    }

    @Override
    public Optional<CallCore> find(Cid cid) {
        return view.call(cid);
    }

    @Override
    public boolean matches(Filter filter, CallCore core) {
        return view.matches(filter, core);
    }
}
