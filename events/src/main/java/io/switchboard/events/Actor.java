package io.switchboard.events;

import java.util.Optional;

/**
 * Who caused an event: the application's own server, a user, or Switchboard itself when a timer was due.
 * The text form ({@code server}, {@code user:<id>}, {@code timer}) is the CloudEvents attribute {@code actor}.
 */
public sealed interface Actor {

    /** A call with a server token. */
    record Server() implements Actor {
        @Override
        public String toString() {
            return "server";
        }
    }

    /** A call with this user's token. */
    record User(String id) implements Actor {

        /** @throws IllegalArgumentException when the id is empty: the text form would name nobody */
        public User {
            if (id.isEmpty()) {
                throw new IllegalArgumentException("an acting user has an id");
            }
        }

        @Override
        public String toString() {
            return "user:" + id;
        }
    }

    /** A due timer of the call. */
    record Timer() implements Actor {
        @Override
        public String toString() {
            return "timer";
        }
    }

    /** The acting user, when it is one. */
    default Optional<String> userId() {
        return this instanceof User user ? Optional.of(user.id()) : Optional.empty();
    }

    /** @throws IllegalArgumentException when the text names no actor */
    static Actor parse(String text) {
        if (text.startsWith("user:")) {
            return new User(text.substring("user:".length()));
        }
        return switch (text) {
            case "server" -> new Server();
            case "timer" -> new Timer();
            default -> throw new IllegalArgumentException("not an actor: '" + text + "'");
        };
    }
}
