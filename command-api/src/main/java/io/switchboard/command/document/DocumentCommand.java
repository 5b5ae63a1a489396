package io.switchboard.command.document;

import io.switchboard.command.request.RequestId;
import io.switchboard.events.Actor;
import java.time.Instant;

/** What every command on documents carries. */
public interface DocumentCommand {

    Actor actor();

    RequestId request();

    Instant now();
}
