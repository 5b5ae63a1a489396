package io.switchboard.command.service;

import io.switchboard.command.app.AppCommand;
import io.switchboard.command.app.AppMachine;
import io.switchboard.command.app.AppReply;
import io.switchboard.command.http.AppDirectory;
import io.switchboard.events.app.AppSettings;
import io.switchboard.events.app.DecodedAppSettings;

/** The application's settings in the shard of {@code app-settings}. Thread-safe. */
record StoredApp(DocumentShard<AppCommand, AppReply> shard, DecodedAppSettings decoded) implements AppDirectory {

    @Override
    public AppSettings look() {
        return decoded.of(AppMachine.document(shard.rows()));
    }

    @Override
    public AppSettings currentSettings() {
        shard.catchUp();
        return look();
    }

    @Override
    public AppReply submit(AppCommand command) {
        return shard.submit(command);
    }
}
