package io.switchboard.command.call;

import io.switchboard.events.CallEvent;
import io.switchboard.events.call.CallSession;
import io.switchboard.events.call.Participant;
import io.switchboard.events.call.Ring;
import io.switchboard.events.calltype.Permission;
import io.switchboard.wire.error.ApiError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Decides who goes, and what that ends. */
final class Presence {

    private Presence() {
    }

    /** Leaving twice, or without being in, is harmless and changes nothing. */
    static Decision leave(Situation s, CallCommand.Leave leave) {
        return s.context().principal().userId()
                .map(userId -> out(s, userId, leave.userSessionId(), "left"))
                .orElseGet(() -> Decision.refused(notAUser("leaving")));
    }

    /** Nothing is written: that somebody is still there is not history. Of a banned user nobody hears, so he goes. */
    static Decision heartbeat(Situation s, CallCommand.Heartbeat beat) {
        Optional<String> userId = s.context().principal().userId();
        if (userId.isEmpty()) {
            return Decision.refused(notAUser("a heartbeat"));
        }
        Optional<ApiError> banned = Joining.banned(s.context(), s.access(), Permission.JOIN_CALL);
        if (banned.isPresent()) {
            return Decision.refused(banned.get());
        }
        boolean in = s.devices(userId.get()).stream().anyMatch(device -> named(device, beat.userSessionId()));
        return in ? Decision.nothing()
                : Decision.refused(ApiError.notFound("User '" + userId.get() + "' is not in call " + s.cid()
                        + beat.userSessionId().map(id -> " as " + id).orElse("")));
    }

    static Decision leaseOver(Situation s, CallCommand.LeaseOver lease) {
        return out(s, lease.userId(), Optional.of(lease.userSessionId()), "inactive");
    }

    static Decision report(Situation s, CallCommand.Report report) {
        Optional<CallSession> session = s.core().session();
        Optional<CallSession> found = report.sessionId().isEmpty() ? session
                : session.filter(last -> last.id().equals(report.sessionId().get()))
                        .or(() -> s.rows().pastSession(s.cid(), report.sessionId().get()));
        return found.isPresent() ? Decision.nothing() : Decision.refused(ApiError.notFound(
                "Can't find session " + report.sessionId().orElse("") + " of call " + s.cid()));
    }

    /** The user's devices leave; the last of all takes the session with it. */
    static Decision out(Situation s, String userId, Optional<String> userSessionId, String reason) {
        return new Decision.Accepted(leaving(s, userId, userSessionId, reason));
    }

    static List<CallEvent> leaving(Situation s, String userId, Optional<String> userSessionId, String reason) {
        List<CallEvent> events = new ArrayList<>();
        for (Participant device : s.devices(userId)) {
            if (named(device, userSessionId)) {
                long seconds = Math.max(0, Duration.between(device.joinedAt(), s.now()).toSeconds());
                events.add(new CallEvent.ParticipantLeft(s.sessionId(), device.userSessionId(), userId, reason, seconds));
            }
        }
        if (!events.isEmpty() && s.session().orElseThrow().participants() == events.size()) {
            events.addAll(over(s, "last_left", "cancel"));
        }
        return events;
    }

    /** The current session ends, whoever still rings there has missed it. */
    static List<CallEvent> over(Situation s, String reason, String missedBecause) {
        Optional<CallSession> session = s.session();
        if (session.isEmpty()) {
            return List.of();
        }
        List<CallEvent> events = new ArrayList<>(missed(s, missedBecause, ring -> ring.until().isPresent()));
        events.add(new CallEvent.SessionEnded(session.get().id(), reason));
        return events;
    }

    /** Those of the rung have missed it, one event for each who rang them. */
    static List<CallEvent> missed(Situation s, String reason, Predicate<Ring> which) {
        TreeMap<String, List<String>> byCaller = s.rows().rings(s.cid()).stream().filter(which)
                .collect(Collectors.groupingBy(ring -> ring.caller().orElseThrow(), TreeMap::new,
                        Collectors.mapping(Ring::userId, Collectors.toList())));
        List<CallEvent> events = new ArrayList<>();
        byCaller.forEach((caller, users) ->
                events.add(new CallEvent.CallMissed(s.sessionId(), caller, users, reason)));
        return events;
    }

    private static boolean named(Participant device, Optional<String> userSessionId) {
        return userSessionId.isEmpty() || userSessionId.get().equals(device.userSessionId());
    }

    private static ApiError notAUser(String what) {
        return ApiError.input(what + " takes a user token: a server cannot be in a call");
    }
}
