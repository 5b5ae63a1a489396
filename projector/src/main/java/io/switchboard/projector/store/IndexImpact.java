package io.switchboard.projector.store;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.table.CallKeys;
import io.switchboard.events.table.CallTable;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which calls' documents a change of rows makes wrong. Making a document costs what its call has members; most events
 * of a large call (joins, leaves, rings, reactions) change nothing a document holds. Pure.
 */
final class IndexImpact {

    private IndexImpact() {
    }

    /**
     * Every call whose document will differ.
     *
     * @param before the rows as they are until the change
     */
    static Set<Cid> of(Collection<Row> changes, Function<byte[], Optional<byte[]>> before) {
        Set<Cid> calls = new LinkedHashSet<>();
        for (Row row : changes) {
            boolean core = CallKeys.isCore(row.key());
            if (core || CallKeys.isMember(row.key())) {
                Cid cid = CallKeys.cid(row.key());
                // Of a new call's many member rows none has to be looked for.
                if (!calls.contains(cid) && differs(core, before.apply(row.key()), row.value())) {
                    calls.add(cid);
                }
            }
        }
        return calls;
    }

    private static boolean differs(boolean core, Optional<byte[]> before, Optional<byte[]> after) {
        return before.isPresent() != after.isPresent()
                || core && before.isPresent() && !indexed(before.get()).equals(indexed(after.get()));
    }

    /** What {@link CallDocument#of} reads, and whether there is a document at all. */
    private static List<Object> indexed(byte[] row) {
        CallCore core = CallTable.core(row);
        return List.of(core.deletedAt(), core.createdBy(), core.backstage(), core.ongoing(), core.team(),
                core.createdAt(), core.updatedAt(), core.startsAt(), core.endedAt(), core.custom());
    }
}
