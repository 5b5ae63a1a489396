package io.switchboard.events.calltype;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What calls of one type start with and who may do what in them (contract 2.4).
 *
 * @param settings             complete: every group of the contract's table 2.5
 * @param grants               permission ids per role, exactly as written; see {@link Grants} for what they mean
 * @param notificationSettings complete: all five groups, see {@link NotificationDefaults}
 * @param externalStorage      the name of a storage, as the application gave it
 */
public record CallType(String name, ObjectNode settings, Map<String, List<String>> grants,
                       ObjectNode notificationSettings, Optional<String> externalStorage,
                       Instant createdAt, Instant updatedAt) {

    /** A call type that notifies as new ones do. */
    public CallType(String name, ObjectNode settings, Map<String, List<String>> grants, Instant createdAt,
                    Instant updatedAt) {
        this(name, settings, grants, NotificationDefaults.complete(), Optional.empty(), createdAt, updatedAt);
    }
}
