package io.switchboard.command.http;

import io.switchboard.command.app.AppCommand;
import io.switchboard.command.app.AppReply;
import io.switchboard.events.app.AppSettings;

/** The application's settings, to be read and changed. Thread-safe. */
public interface AppDirectory {

    /** The settings as far as this instance has them; never waits. */
    AppSettings look();

    /**
     * The settings as they are at the log's end.
     *
     * @throws io.switchboard.wire.error.ApiException unavailable, when the log's end cannot be reached in time
     */
    AppSettings currentSettings();

    /**
     * Hands the command to the owner of the settings' log and waits for what comes of it.
     *
     * @throws io.switchboard.wire.error.ApiException unavailable, as {@link Calls#submit}
     */
    AppReply submit(AppCommand command);
}
