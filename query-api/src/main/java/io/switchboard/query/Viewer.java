package io.switchboard.query;

import io.switchboard.events.app.AppSettings;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.user.User;
import io.switchboard.projector.query.AccessFacts;
import io.switchboard.wire.auth.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who looks, as far as it decides what there is to see. */
public sealed interface Viewer {

    /** The application's server sees everything. */
    record Server() implements Viewer {
    }

    /**
     * A user.
     *
     * @param caller what his token says
     * @param facts  what else counts, as it is at the time of the question
     */
    record Person(Caller.User caller, AccessFacts facts) implements Viewer {

        public String id() {
            return caller.id();
        }

        /** His application role. */
        public String role() {
            return facts.user().map(User::role).orElse(User.DEFAULT_ROLE);
        }

        List<String> teams() {
            return facts.user().map(User::teams).orElse(List.of());
        }

        AppSettings app() {
            return facts.app();
        }

        /** The call types there are, by name. */
        Map<String, CallType> callTypes() {
            return facts.callTypes();
        }
    }

    /** The user's id, when it is one. */
    default Optional<String> userId() {
        return this instanceof Person person ? Optional.of(person.id()) : Optional.empty();
    }
}
