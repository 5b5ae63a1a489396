package io.switchboard.events.call;

import io.switchboard.events.CallEvent;
import io.switchboard.events.Cid;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What events do to a call's session: opening, starting, coming and going, ringing, being live, its end. */
final class SessionFold {

    private SessionFold() {
    }

    /** When a session that runs since {@code start} has lasted as long as the settings allow; empty: no limit. */
    static Optional<Instant> timerEnd(ObjectNode settings, Instant start) {
        JsonNode seconds = settings.path("limits").path("max_duration_seconds");
        return seconds.isIntegralNumber() && seconds.longValue() > 0
                ? Optional.of(start.plusSeconds(seconds.longValue())) : Optional.empty();
    }

    /** The settings may have changed: the timer of a running session follows. */
    static CallCore timed(CallCore core, CallRows rows) {
        return core.currentSession().filter(CallSession::ongoing)
                .map(s -> core.with(s.withTimer(timerEnd(rows.settings(core.cid()), s.startedAt().orElseThrow()))))
                .orElse(core);
    }

    static CallCore rung(CallCore core, CallEvent.CallRung rung, CallRows rows) {
        CallSession session = opened(core, rung.sessionId(), rows);
        for (String userId : rung.members()) {
            rows.putRing(core.cid(), Ring.rung(userId, rung.caller(), rung.missedAt()));
        }
        return core.with(session.withRinging(ringEnd(core.cid(), rows)));
    }

    static CallCore accepted(CallCore core, Instant now, CallEvent.CallAccepted accepted, CallRows rows) {
        CallSession session = current(core, accepted.sessionId());
        rows.putRing(core.cid(), ring(core.cid(), accepted.userId(), rows).accepted(now));
        return core.with(session.withRinging(ringEnd(core.cid(), rows)));
    }

    static CallCore rejected(CallCore core, Instant now, CallEvent.CallRejected rejected, CallRows rows) {
        CallSession session = current(core, rejected.sessionId());
        rows.putRing(core.cid(), ring(core.cid(), rejected.userId(), rows).rejected(now));
        return core.with(session.withRinging(ringEnd(core.cid(), rows)));
    }

    static CallCore missed(CallCore core, Instant now, CallEvent.CallMissed missed, CallRows rows) {
        CallSession session = current(core, missed.sessionId());
        missed.members().forEach(userId ->
                rows.putRing(core.cid(), ring(core.cid(), userId, rows).missed(now)));
        return core.with(session.withRinging(ringEnd(core.cid(), rows)));
    }

    static CallCore started(CallCore core, Instant now, CallEvent.SessionStarted started, CallRows rows) {
        CallSession session = opened(core, started.sessionId(), rows);
        if (session.startedAt().isPresent()) {
            throw new BrokenHistoryException("session " + session.id() + " of " + core.cid() + " starts twice");
        }
        return core.with(session.started(now, !core.backstage(), timerEnd(rows.settings(core.cid()), now)));
    }

    static CallCore joined(CallCore core, Instant now, CallEvent.ParticipantJoined joined, CallRows rows) {
        CallSession session = current(core, joined.sessionId());
        if (!session.ongoing()) {
            throw new BrokenHistoryException("'" + joined.userId() + "' joins a session of " + core.cid()
                    + " that has not started");
        }
        List<Participant> devices = rows.participantsOf(core.cid(), joined.userId());
        if (device(devices, joined.userSessionId()).isPresent()) {
            throw new BrokenHistoryException("'" + joined.userId() + "' joins " + core.cid() + " twice as "
                    + joined.userSessionId());
        }
        boolean isFirstVisit = !rows.lastVisit(core.cid(), joined.userId()).equals(Optional.of(session.id()));
        if (isFirstVisit) {
            rows.putLastVisit(core.cid(), joined.userId(), session.id());
        }
        rows.putParticipant(core.cid(),
                new Participant(joined.userSessionId(), joined.userId(), joined.role(), now));
        return core.with(session.joined(joined.role(), isFirstVisit, devices.isEmpty()));
    }

    static CallCore left(CallCore core, CallEvent.ParticipantLeft left, CallRows rows) {
        CallSession session = current(core, left.sessionId());
        List<Participant> devices = rows.participantsOf(core.cid(), left.userId());
        Participant participant = device(devices, left.userSessionId())
                .orElseThrow(() -> new BrokenHistoryException("'" + left.userId() + "' leaves " + core.cid() + " as "
                        + left.userSessionId() + " without being in it"));
        rows.removeParticipant(core.cid(), participant);
        return core.with(session.left(participant.role(), devices.size() == 1));
    }

    static CallCore ended(CallCore core, Instant now, CallEvent.SessionEnded ended, CallRows rows) {
        CallSession session = current(core, ended.sessionId());
        if (session.participants() > 0) {
            rows.clearParticipants(core.cid());
        }
        return core.with(session.ended(now));
    }

    static CallCore live(CallCore core, Instant now) {
        return core.currentSession().filter(CallSession::ongoing).map(s -> core.with(s.live(now))).orElse(core);
    }

    static CallCore notLive(CallCore core, Instant now) {
        return core.currentSession().filter(CallSession::ongoing).map(s -> core.with(s.notLive(now))).orElse(core);
    }

    static CallCore rated(CallCore core, Instant now, CallEvent.FeedbackSubmitted feedback, CallRows rows) {
        rows.putFeedback(core.cid(), new Feedback(core.seq() + 1, now, feedback));
        Optional<String> id = feedback.sessionId();
        if (id.isEmpty()) {
            return core;
        }
        Optional<CallSession> newest = core.session().filter(s -> s.id().equals(id.get()));
        if (newest.isPresent()) {
            return core.with(newest.get().rated(feedback.rating()));
        }
        rows.pastSession(core.cid(), id.get())
                .ifPresent(past -> rows.putPastSession(core.cid(), past.rated(feedback.rating())));
        return core;
    }

    /** The current session if it has this id; a new one if there is none, the last one then becoming a past one. */
    private static CallSession opened(CallCore core, String id, CallRows rows) {
        Optional<CallSession> current = core.currentSession();
        if (current.isPresent()) {
            return current(core, id);
        }
        core.session().ifPresent(last -> {
            rows.putPastSession(core.cid(), last);
            rows.clearRings(core.cid());
        });
        return CallSession.opened(id);
    }

    private static CallSession current(CallCore core, String id) {
        return core.currentSession().filter(s -> s.id().equals(id)).orElseThrow(() -> new BrokenHistoryException(
                "an event speaks of session " + id + " of " + core.cid() + ", which is not its current one"));
    }

    private static Ring ring(Cid cid, String userId, CallRows rows) {
        return rows.ring(cid, userId).orElseGet(() -> Ring.none(userId));
    }

    private static Optional<Instant> ringEnd(Cid cid, CallRows rows) {
        return rows.rings(cid).stream().flatMap(ring -> ring.until().stream()).min(Comparator.naturalOrder());
    }

    private static Optional<Participant> device(List<Participant> devices, String userSessionId) {
        return devices.stream().filter(device -> device.userSessionId().equals(userSessionId)).findFirst();
    }
}
