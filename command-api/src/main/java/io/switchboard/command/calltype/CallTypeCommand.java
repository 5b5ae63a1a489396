package io.switchboard.command.calltype;

import io.switchboard.command.document.DocumentCommand;
import io.switchboard.command.request.RequestId;
import io.switchboard.events.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Make, change or delete the call type of this name. */
public record CallTypeCommand(String name, Action action, Actor actor, RequestId request, Instant now)
        implements DocumentCommand {

    /** What is to happen to it. */
    public sealed interface Action {
    }

    /** There is to be a new one. */
    public record Create(Content content) implements Action {
    }

    /** The one there is is to change. */
    public record Update(Content content) implements Action {
    }

    /** It is to be no more. */
    public record Delete() implements Action {
    }

    /** What a request gives: settings merge per field, grants per role. */
    public record Content(Optional<ObjectNode> settings, Map<String, List<String>> grants,
                          Optional<ObjectNode> notificationSettings, Optional<String> externalStorage) {
    }
}
