package io.switchboard.command.http;

import io.switchboard.command.app.AppCommand;
import io.switchboard.command.app.AppReply;
import io.switchboard.events.app.AppSettings;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.http.ApiRequest;

/** What the operations on the application's settings have in common. Thread-safe. */
public final class AppDesk {

    private final AppDirectory app;

    public AppDesk(AppDirectory app) {
        this.app = app;
    }

    AppSettings current() {
        return app.currentSettings();
    }

    /** @return the settings as they are then */
    AppSettings change(ApiRequest request, AppCommand.Action action) {
        return switch (app.submit(new AppCommand(action, Requests.actor(request), Requests.id(request),
                Requests.now(request)))) {
            case AppReply.Refused refused -> throw new ApiException(refused.error());
            case AppReply.Done done -> done.settings();
        };
    }
}
