package io.switchboard.command.app;

import io.switchboard.events.app.AppSettings;
import io.switchboard.wire.error.ApiError;

/** What a caller learns once his command on the settings is committed or refused. */
public sealed interface AppReply {

    /** The settings as they stand. */
    record Done(AppSettings settings) implements AppReply {
    }

    /** It did not happen, and why. */
    record Refused(ApiError error) implements AppReply {
    }
}
