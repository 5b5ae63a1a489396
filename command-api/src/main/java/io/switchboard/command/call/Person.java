package io.switchboard.command.call;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What decisions about calls know of a user.
 *
 * @param role   application role
 * @param teams  the teams he is in
 * @param active neither deactivated nor deleted
 * @param banned by the application, at the time of the decision
 * @param blocks the users he has blocked: they do not ring him
 */
public record Person(String id, String role, List<String> teams, boolean active, boolean banned, Set<String> blocks) {

    /** A user of whom nothing special is known. */
    public static Person plain(String id, String role) {
        return new Person(id, role, List.of(), true, false, Set.of());
    }

    /**
     * The users that exist, as the one who asks on a decision's behalf sees them. Those whom the command names were
     * looked up to the log's end; of others this instance may know a moment less.
     */
    @FunctionalInterface
    public interface Directory {
        Optional<Person> find(String id);
    }
}
