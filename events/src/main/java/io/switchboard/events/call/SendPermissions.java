package io.switchboard.events.call;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one user may send in one call besides, or in spite of, what his roles are granted. A permission stands in one
 * of the two sets at most. By folding; immutable.
 */
public record SendPermissions(SortedSet<String> granted, SortedSet<String> revoked) {

    /** Nothing but what the roles are granted. */
    public static SendPermissions none() {
        return new SendPermissions(new TreeSet<>(), new TreeSet<>());
    }

    SendPermissions changed(Iterable<String> grant, Iterable<String> revoke) {
        SortedSet<String> nowGranted = new TreeSet<>(granted);
        SortedSet<String> nowRevoked = new TreeSet<>(revoked);
        move(grant, nowRevoked, nowGranted);
        move(revoke, nowGranted, nowRevoked);
        return new SendPermissions(nowGranted, nowRevoked);
    }

    private static void move(Iterable<String> permissions, Set<String> from, Set<String> to) {
        permissions.forEach(permission -> {
            from.remove(permission);
            to.add(permission);
        });
    }
}
