package io.switchboard.projector.index;

import io.switchboard.events.call.CallCore;
import io.switchboard.events.table.CallKeys;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether a change of a call's rows makes its document wrong. Making a document costs what its call has members; most
 * events of a large call (joins, leaves, rings, reactions) change nothing a document holds. Pure.
 */
public final class IndexImpact {

    private IndexImpact() {
    }

    /**
     * A row that changes.
     *
     * @param before what it holds until then; of a row that is no core row only its presence counts
     * @param after  what it holds then
     */
    public record Change(byte[] key, Supplier<Optional<?>> before, Optional<?> after) {
    }

    /** Whether the document is wrong after these changes of the rows of one call. */
    public static boolean of(Collection<Change> changes) {
        for (Change change : changes) {
            if (CallKeys.isCore(change.key()) && !document(change.before().get()).equals(document(change.after()))) {
                return true;
            }
        }
        // Only then, since of a new call's many member rows none has to be looked for.
        for (Change change : changes) {
            if (CallKeys.isMember(change.key()) && change.before().get().isPresent() != change.after().isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** What {@link CallDocument#of} reads, and whether there is a document at all. */
    private static List<Object> document(Optional<?> row) {
        return row.map(CallCore.class::cast).map(core -> List.<Object>of(core.deletedAt(), core.createdBy(),
                core.backstage(), core.ongoing(), core.team(), core.createdAt(), core.updatedAt(), core.startsAt(),
                core.endedAt(), core.custom())).orElse(List.of());
    }
}
