package io.switchboard.command.app;

import io.switchboard.command.document.DocumentCommand;
import io.switchboard.command.request.RequestId;
import io.switchboard.events.Actor;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Change the application's settings. */
public record AppCommand(Action action, Actor actor, RequestId request, Instant now) implements DocumentCommand {

    /** What is to happen. */
    public sealed interface Action {
    }

    /** These settings are to be so; {@code grants} merge per role. */
    public record Set(ObjectNode values) implements Action {
    }

    /** There is to be such a role. */
    public record CreateRole(String name) implements Action {
    }

    /** There is to be no such role any more. Who has it keeps its name. */
    public record DeleteRole(String name) implements Action {
    }

    /** There is to be such a configuration; takes the place of the one of this type and name. */
    public record PutPushProvider(String type, String name, ObjectNode config) implements Action {
    }

    public record DeletePushProvider(String type, String name) implements Action {
    }
}
