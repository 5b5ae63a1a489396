package io.switchboard.command.call;

import io.switchboard.events.CallEvent;
import io.switchboard.events.call.Settings;
import io.switchboard.events.calltype.Permission;
import io.switchboard.wire.error.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides about a call's own properties: custom data, settings, schedule, backstage. */
final class Properties {

    private Properties() {
    }

    static Decision update(Situation s, CallCommand.Update update) {
        Optional<ApiError> missing = s.missing(needed(update));
        if (missing.isPresent()) {
            return Decision.refused(missing.get());
        }
        if (update.custom().isEmpty() && update.settingsOverride().isEmpty() && update.startsAt().isEmpty()) {
            return Decision.nothing();
        }
        Optional<ApiError> contradiction = update.settingsOverride()
                .flatMap(o -> SettingsRules.contradiction("settings_override", Settings.merge(s.settings(), o)));
        return contradiction.map(Decision::refused).orElseGet(() -> Decision.happened(
                new CallEvent.CallUpdated(update.custom(), update.settingsOverride(), update.startsAt())));
    }

    private static Permission[] needed(CallCommand.Update update) {
        List<Permission> needed = new ArrayList<>();
        if (update.settingsOverride().isPresent()) {
            needed.add(Permission.UPDATE_CALL_SETTINGS);
        }
        if (needed.isEmpty() || update.custom().isPresent() || update.startsAt().isPresent()) {
            needed.add(Permission.UPDATE_CALL);
        }
        return needed.toArray(Permission[]::new);
    }

    static Decision goLive(Situation s) {
        return s.core().backstage()
                ? Decision.happened(new CallEvent.CallWentLive(s.by(Optional.empty()))) : Decision.nothing();
    }

    static Decision stopLive(Situation s) {
        return s.core().backstage()
                ? Decision.nothing() : Decision.happened(new CallEvent.CallStoppedLive(s.by(Optional.empty())));
    }
}
