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
import java.util.stream.Collectors;

/**
 * Which calls' documents a change of rows makes wrong. Making a document costs what its call has members; most events
 * of a large call (joins, leaves, rings, reactions) change nothing a document holds. Pure.
 */
final class IndexImpact {

    private IndexImpact() {
    }

    /** Every call that has a row among these. */
    static Set<Cid> possible(Collection<Row> changes) {
        return changes.stream().map(row -> CallKeys.cid(row.key())).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Every call whose document will differ.
     *
     * @param before the rows as they are until the change
     */
    static Set<Cid> certain(Collection<Row> changes, Function<byte[], Optional<byte[]>> before) {
        Set<Cid> calls = new LinkedHashSet<>();
        for (Row row : changes) {
            boolean differs = CallKeys.isCore(row.key())
                    ? differs(before.apply(row.key()), row.value())
                    : CallKeys.isMember(row.key()) && before.apply(row.key()).isPresent() != row.value().isPresent();
            if (differs) {
                calls.add(CallKeys.cid(row.key()));
            }
        }
        return calls;
    }

    private static boolean differs(Optional<byte[]> before, Optional<byte[]> after) {
        return before.isEmpty() || after.isEmpty()
                || !indexed(CallTable.core(before.get())).equals(indexed(CallTable.core(after.get())));
    }

    /** What {@link CallDocument#of} reads, and whether there is a document at all. */
    private static List<Object> indexed(CallCore core) {
        return List.of(core.deletedAt(), core.createdBy(), core.backstage(), core.ongoing(), core.team(),
                core.createdAt(), core.updatedAt(), core.startsAt(), core.endedAt(), core.custom());
    }
}
