package io.switchboard.command.call;

import io.switchboard.events.Actor;
import java.util.List;
import java.util.Optional;

/** On whose behalf a command runs, as far as decisions about calls care. */
public sealed interface Principal {

    /** The application's server: nothing restricts it. */
    record Server() implements Principal {
        @Override
        public Actor actor() {
            return new Actor.Server();
        }
    }

    /**
     * A user with a token.
     *
     * @param roles application role and, where the token names the call, the token's role; the member role is for the
     *              decision to find
     */
    record User(String id, List<String> roles) implements Principal {
        @Override
        public Actor actor() {
            return new Actor.User(id);
        }
    }

    /** Switchboard itself, when a timer is due. */
    record Timer() implements Principal {
        @Override
        public Actor actor() {
            return new Actor.Timer();
        }
    }

    /** The name the log remembers. */
    Actor actor();

    /** The user, when it is one. */
    default Optional<String> userId() {
        return actor().userId();
    }
}
