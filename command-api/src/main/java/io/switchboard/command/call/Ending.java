package io.switchboard.command.call;

import io.switchboard.events.CallEvent;
import io.switchboard.events.calltype.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides how a call ends: by being marked, by its timer, by being deleted. */
final class Ending {

    private Ending() {
    }

    /** Ending an ended call is harmless, and empties it if people came back. */
    static Decision end(Situation s) {
        return s.core().endedAt().isPresent() && s.session().isEmpty() ? Decision.nothing()
                : ended(s, s.by(Optional.empty()), "mark_ended");
    }

    /** Soft deletion takes who may change the call's settings, hard deletion a server. */
    static Decision delete(Situation s, CallCommand.Delete delete) {
        if (delete.hard() && !(s.context().principal() instanceof Principal.Server)) {
            return Decision.refused(s.access().refused("HardDeleteCall"));
        }
        return s.missing(Permission.UPDATE_CALL_SETTINGS).map(Decision::refused).orElseGet(() -> {
            List<CallEvent> events = new ArrayList<>(Presence.over(s, "deleted", "cancel"));
            events.add(new CallEvent.CallDeleted(delete.hard(), s.by(Optional.empty())));
            return new Decision.Accepted(events);
        });
    }

    /** A timer that was moved since it was found due does nothing; its next time comes. */
    static Decision due(Situation s, CallTimer timer) {
        if (timer.due(s.core()).filter(at -> !at.isAfter(s.now())).isEmpty()) {
            return Decision.nothing();
        }
        return switch (timer) {
            case MAX_DURATION -> ended(s, Optional.empty(), "max_duration");
            case MISSED -> Ringing.missed(s);
        };
    }

    private static Decision ended(Situation s, Optional<String> by, String reason) {
        List<CallEvent> events = new ArrayList<>();
        events.add(new CallEvent.CallEnded(by, reason));
        events.addAll(Presence.over(s, "ended", "cancel"));
        return new Decision.Accepted(events);
    }
}
