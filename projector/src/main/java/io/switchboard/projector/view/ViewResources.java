package io.switchboard.projector.view;

import io.switchboard.projector.listing.ListedRows;
import io.switchboard.projector.search.JointIndex;
import io.switchboard.projector.search.Windowing;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the views of all shards of a process share: the indexes put together that were searched last, one cache of calls
 * put together, and how searches are cut into windows. Thread-safe.
 */
public final class ViewResources {

    private final Windowing windowing;
    private final RowCache rowCache = new RowCache();
    private final JointIndex.Last lastCalls = new JointIndex.Last();
    private final Map<ListedRows<?>, JointIndex.Last> lastRows = ListedRows.ALL.stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), kind -> new JointIndex.Last()));

    /** With searches cut as is best for indexes of any size. */
    public ViewResources() {
        this(Windowing.STANDARD);
    }

    /** @param windowing of all searches */
    public ViewResources(Windowing windowing) {
        this.windowing = windowing;
    }

    Windowing windowing() {
        return windowing;
    }

    RowCache rowCache() {
        return rowCache;
    }

    JointIndex.Last lastCalls() {
        return lastCalls;
    }

    JointIndex.Last lastRows(ListedRows<?> kind) {
        return lastRows.get(kind);
    }
}
