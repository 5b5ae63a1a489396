package io.switchboard.standalone;

import java.nio.file.Path;
import java.util.Optional;

/** What the command line asks for. */
sealed interface Command {

    /** Run everything. */
    record Up(StandaloneOptions options) implements Command {
    }

    /** Print a token: for this user, or for a server when there is none. */
    record Token(Optional<String> user, Path data) implements Command {
    }

    /** Print the API key. */
    record Key(Path data) implements Command {
    }

    /** Explain. */
    record Help(Topic topic) implements Command {
    }

    /** What there is to explain; each has a text beside this class. */
    enum Topic {
        ALL("usage.txt"), UP("usage-up.txt"), TOKEN("usage-token.txt"), KEY("usage-key.txt");

        final String resource;

        Topic(String resource) {
            this.resource = resource;
        }
    }
}
