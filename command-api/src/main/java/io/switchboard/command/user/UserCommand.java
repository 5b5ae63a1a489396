package io.switchboard.command.user;

import io.switchboard.command.document.DocumentCommand;
import io.switchboard.command.request.RequestId;
import io.switchboard.events.Actor;
import java.time.Instant;
import java.util.List;

/**
 * Change these users, all or none.
 *
 * @param changes no user twice
 */
public record UserCommand(List<UserChange> changes, Actor actor, RequestId request, Instant now)
        implements DocumentCommand {

    public UserCommand {
        changes = List.copyOf(changes);
    }
}
