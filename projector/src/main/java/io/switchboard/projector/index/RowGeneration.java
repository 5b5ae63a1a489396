package io.switchboard.projector.index;

import io.switchboard.events.Cid;
import io.switchboard.projector.listing.ListedRows;
import io.switchboard.projector.listing.RowChange;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Rows of one kind that changed between two refreshes, as they are now. As thread-safe as its base says. */
final class RowGeneration<T> extends Overlay.Generation<RowId> {

    private final ListedRows<T> rows;
    // The writer's, then the refresher's.
    private final Map<String, RowChange<T>> changes = new HashMap<>();
    private final Set<Cid> calls = new HashSet<>();

    RowGeneration(ListedRows<T> rows) {
        this.rows = rows;
    }

    @Override
    void touch(IndexChanges batch, long count) {
        for (RowChange<T> change : batch.of(rows)) {
            // What was new to the index when this generation began still is.
            changes.merge(change.identity(), change, (was, is) ->
                    new RowChange<>(is.cid(), is.identity(), is.now(), was.isNew()));
            calls.add(change.cid());
            touch(new RowId(change.cid(), change.identity()), count);
        }
    }

    @Override
    public Set<Cid> calls() {
        return calls;
    }

    Collection<RowChange<T>> changes() {
        return changes.values();
    }
}
