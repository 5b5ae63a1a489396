package io.switchboard.projector.index;

import io.switchboard.events.Cid;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls whose documents became wrong between two refreshes. As thread-safe as its base says. */
final class CallGeneration extends Overlay.Generation<Cid> {

    /** Calls that began in this generation, as they are now. The writer's, then the refresher's. */
    private final Map<Cid, IndexedCall> begun = new HashMap<>();

    @Override
    void touch(IndexChanges changes, long count) {
        changes.indexed().forEach((cid, change) -> {
            if (change.begins()) {
                begun.put(cid, IndexedCall.begun(change));
            } else {
                begun.computeIfPresent(cid, (same, call) -> call.changed(change));
            }
            touch(cid, count);
        });
    }

    @Override
    public Set<Cid> calls() {
        return keys();
    }

    /** Those that were never in the index, complete. */
    Collection<IndexedCall> begun() {
        return begun.values();
    }

    /** The others, whose rows have to be read. */
    List<Cid> changed() {
        return keys().stream().filter(cid -> !begun.containsKey(cid)).toList();
    }
}
