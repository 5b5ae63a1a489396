package io.switchboard.command.call;

import io.switchboard.events.app.AppSettings;

/**
 * What the application's settings say about calls.
 *
 * @param multiTenant            calls belong to teams, and users reach those of their own teams only
 * @param permissionChecksDisabled users may do everything
 */
public record AppRules(boolean multiTenant, boolean permissionChecksDisabled) {

    /** An application that was never configured. */
    public static AppRules defaults() {
        return new AppRules(false, false);
    }

    /** What these settings say. */
    public static AppRules of(AppSettings settings) {
        return new AppRules(settings.multiTenant(), settings.permissionChecksDisabled());
    }
}
