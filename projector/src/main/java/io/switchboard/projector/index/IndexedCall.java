package io.switchboard.projector.index;

import io.switchboard.events.call.CallCore;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a call's document is made of. Immutable.
 *
 * @param members user ids
 */
public record IndexedCall(CallCore core, Set<String> members) {

    /**
     * A batch made the document wrong.
     *
     * @param core    as it is now
     * @param begins  whether the call was not there before: then those added are all its members
     * @param added   members who are there now; some may have been before
     * @param removed members who are not there now
     */
    public record Change(CallCore core, boolean begins, Set<String> added, Set<String> removed) {
    }

    static IndexedCall begun(Change change) {
        return new IndexedCall(change.core(), change.added());
    }

    IndexedCall changed(Change change) {
        if (change.added().isEmpty() && change.removed().isEmpty()) {
            return new IndexedCall(change.core(), members);
        }
        Set<String> next = new LinkedHashSet<>(members);
        next.addAll(change.added());
        next.removeAll(change.removed());
        return new IndexedCall(change.core(), next);
    }
}
