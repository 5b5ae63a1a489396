package io.switchboard.projector.index;

import io.switchboard.events.Cid;
import io.switchboard.projector.listing.ListedRows;
import io.switchboard.projector.listing.RowChange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What indexes have to hear of a write of rows. Nobody changes the collections afterwards.
 *
 * @param indexed calls whose documents in the index are wrong with that
 * @param listed  by their kind, rows of calls that are others with that
 */
public record IndexChanges(Map<Cid, IndexedCall.Change> indexed,
                           Map<ListedRows<?>, List<? extends RowChange<?>>> listed) {

    /** Those of this kind. */
    @SuppressWarnings("unchecked")
    <T> List<RowChange<T>> of(ListedRows<T> kind) {
        return (List<RowChange<T>>) listed.getOrDefault(kind, List.of());
    }

    /** The calls of which some document is wrong. */
    public Set<Cid> calls() {
        Set<Cid> calls = new LinkedHashSet<>(indexed.keySet());
        listed.values().forEach(changes -> changes.forEach(change -> calls.add(change.cid())));
        return calls;
    }
}
