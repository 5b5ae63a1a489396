package io.switchboard.events.calltype;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What calls of one type start with and who may do what in them.
 *
 * @param settings complete: every group of the contract's table 2.5
 * @param grants   permission ids per role, exactly as written; see {@link Grants} for what they mean
 */
public record CallType(String name, ObjectNode settings, Map<String, List<String>> grants,
                       Instant createdAt, Instant updatedAt) {
}
