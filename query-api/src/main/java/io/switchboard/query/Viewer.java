package io.switchboard.query;

import io.switchboard.events.user.User;
import io.switchboard.wire.auth.Caller;
import java.util.List;
import java.util.Optional;

/** Who looks, as far as it decides what there is to see. */
public sealed interface Viewer {

    /** The application's server sees everything. */
    record Server() implements Viewer {
    }

    /**
     * A user.
     *
     * @param role      application role
     * @param callCids  calls the token opens
     * @param tokenRole the role it gives there
     */
    record Person(String id, String role, List<String> callCids, Optional<String> tokenRole) implements Viewer {
        public Person {
            callCids = List.copyOf(callCids);
        }
    }

    /** @param document of the calling user, if there is one */
    static Viewer of(Caller caller, Optional<User> document) {
        return switch (caller) {
            case Caller.Server server -> new Server();
            case Caller.User user -> new Person(user.id(), document.map(User::role).orElse("user"), user.callCids(),
                    user.role());
        };
    }

    /** The user's id, when it is one. */
    default Optional<String> userId() {
        return this instanceof Person person ? Optional.of(person.id) : Optional.empty();
    }
}
