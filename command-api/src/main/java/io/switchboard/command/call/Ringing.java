package io.switchboard.command.call;

import io.switchboard.command.call.CallCommand.Context;
import io.switchboard.events.CallEvent;
import io.switchboard.events.call.Member;
import io.switchboard.events.call.Ring;
import io.switchboard.events.calltype.Permission;
import io.switchboard.wire.error.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Decides who is rung, and what becomes of it (contract 4, ringing). */
final class Ringing {

    /** One ringing is one event, so it has a bound. */
    static final int MOST_RUNG = 500;

    private static final Duration DEFAULT_MISSED = Duration.ofSeconds(15);
    /** Reasons that mean that the callee's device gave up for him. */
    private static final Set<String> NOT_REACHED = Set.of("timeout", "busy");
    private static final String CANCEL = "cancel";

    private Ringing() {
    }

    /** After how long somebody who does not answer has missed the call. */
    static Duration missedAfter(ObjectNode settings) {
        long ms = settings.path("ring").path("missed_call_timeout_ms").asLong(0);
        return ms > 0 ? Duration.ofMillis(ms) : DEFAULT_MISSED;
    }

    /** What the flags {@code ring} and {@code notify} of a request on an existing call come to. */
    static Decision signal(Situation s, CallCommand.Signal signal) {
        if (!signal.ring() && !signal.alert()) {
            return Decision.nothing();
        }
        Optional<ApiError> refusal = refusal(s);
        if (refusal.isPresent()) {
            return Decision.refused(refusal.get());
        }
        List<String> others = absent(s, s.rows().newestMembers(s.cid(), MOST_RUNG).stream().map(Member::userId).toList());
        return new Decision.Accepted(signal(signal, caller(s), s.sessionId(),
                reachable(others, caller(s), s.context()), s.now().plus(missedAfter(s.settings()))));
    }

    /** Nobody to reach means that nothing happens: the flags are a wish, only {@link #ring} is a demand. */
    static List<CallEvent> signal(CallCommand.Signal signal, String caller, String sessionId, List<String> members,
                                  Instant missedAt) {
        List<CallEvent> events = new ArrayList<>(2);
        if (signal.ring() && !members.isEmpty()) {
            events.add(new CallEvent.CallRung(sessionId, caller, members, signal.video(), missedAt));
        }
        if (signal.alert() && !members.isEmpty()) {
            events.add(new CallEvent.CallNotified(caller, members, signal.video()));
        }
        return events;
    }

    static Decision ring(Situation s, CallCommand.Ring ring) {
        Optional<ApiError> refusal = ring.members().isEmpty() ? refusal(s) : forbidden(s);
        if (refusal.isPresent()) {
            return Decision.refused(refusal.get());
        }
        List<String> strangers = ring.members().stream()
                .filter(id -> s.rows().member(s.cid(), id).isEmpty()).toList();
        if (!strangers.isEmpty()) {
            return Decision.refused(ApiError.input("members_ids",
                    "the users [" + String.join(" ", strangers) + "] are not members of the call"));
        }
        List<String> rung = rung(s, ring);
        if (rung.isEmpty()) {
            return Decision.refused(ApiError.input("no users to ring"));
        }
        return Decision.happened(new CallEvent.CallRung(s.sessionId(), caller(s), rung, ring.video(),
                s.now().plus(missedAfter(s.settings()))));
    }

    private static List<String> rung(Situation s, CallCommand.Ring ring) {
        List<String> asked = !ring.members().isEmpty() ? ring.members()
                : s.rows().newestMembers(s.cid(), MOST_RUNG).stream().map(Member::userId).toList();
        return reachable(absent(s, asked), caller(s), s.context());
    }

    static Decision accept(Situation s) {
        Optional<ApiError> refusal = cannotAnswer(s, "accepting");
        if (refusal.isPresent()) {
            return Decision.refused(refusal.get());
        }
        String userId = s.context().principal().userId().orElseThrow();
        Optional<Ring> ring = s.rows().ring(s.cid(), userId);
        if (ring.filter(r -> r.acceptedAt().isPresent() && r.until().isEmpty()).isPresent()) {
            return Decision.nothing();
        }
        return Decision.happened(new CallEvent.CallAccepted(s.sessionId(), userId));
    }

    static Decision reject(Situation s, CallCommand.Reject reject) {
        Optional<ApiError> refusal = cannotAnswer(s, "rejecting");
        if (refusal.isPresent()) {
            return Decision.refused(refusal.get());
        }
        String userId = s.context().principal().userId().orElseThrow();
        Optional<Ring> ring = s.rows().ring(s.cid(), userId);
        List<String> waiting = waitingFor(s, userId);
        if (ring.filter(r -> r.rejectedAt().isPresent() && r.until().isEmpty()).isPresent() && waiting.isEmpty()) {
            return Decision.nothing();
        }
        List<CallEvent> events = new ArrayList<>();
        events.add(new CallEvent.CallRejected(s.sessionId(), userId, reject.reason()));
        if (reject.reason().equals(CANCEL) && !waiting.isEmpty()) {
            events.add(new CallEvent.CallMissed(s.sessionId(), userId, waiting, CANCEL));
        }
        ring.filter(r -> r.until().isPresent() && NOT_REACHED.contains(reject.reason()))
                .ifPresent(r -> events.add(new CallEvent.CallMissed(s.sessionId(), r.caller().orElseThrow(),
                        List.of(userId), reject.reason())));
        return new Decision.Accepted(events);
    }

    /** Whoever has not answered by now has missed it. */
    static Decision missed(Situation s) {
        return new Decision.Accepted(Presence.missed(s, "timeout",
                ring -> ring.until().filter(until -> !until.isAfter(s.now())).isPresent()));
    }

    /** Those of the users who can be rung by this caller: not himself, not gone, not having blocked him. */
    static List<String> reachable(List<String> users, String caller, Context context) {
        return users.stream().filter(id -> !id.equals(caller)).filter(id -> context.people().find(id)
                .map(person -> person.active() && !person.banned() && !person.blocks().contains(caller)).orElse(true))
                .toList();
    }

    private static List<String> absent(Situation s, List<String> users) {
        return users.stream().filter(id -> s.devices(id).isEmpty() && !s.rows().isBlocked(s.cid(), id)).toList();
    }

    /** Whom this caller is still ringing. */
    private static List<String> waitingFor(Situation s, String caller) {
        return s.rows().rings(s.cid()).stream()
                .filter(ring -> ring.until().isPresent() && ring.caller().equals(Optional.of(caller)))
                .map(Ring::userId).toList();
    }

    private static String caller(Situation s) {
        return s.context().principal().userId().orElse(s.core().createdBy());
    }

    private static Optional<ApiError> refusal(Situation s) {
        if (s.core().members() > MOST_RUNG) {
            return Optional.of(ApiError.input("members_ids", "a call with more than " + MOST_RUNG
                    + " members cannot be rung as a whole: name whom to ring in members_ids"));
        }
        return forbidden(s);
    }

    /** Ringing others into a call is for those who may be in it themselves, by flag as by the endpoint. */
    private static Optional<ApiError> forbidden(Situation s) {
        return s.missing(Permission.JOIN_CALL)
                .or(() -> Joining.banned(s.context(), s.access(), Permission.JOIN_CALL))
                .or(() -> s.core().endedAt().isPresent() ? s.missing(Permission.JOIN_ENDED_CALL) : Optional.empty());
    }

    private static Optional<ApiError> cannotAnswer(Situation s, String what) {
        Optional<String> userId = s.context().principal().userId();
        if (userId.isEmpty()) {
            return Optional.of(ApiError.input(what + " a call takes a user token"));
        }
        if (s.session().isEmpty()) {
            return Optional.of(ApiError.input("there is no active session"));
        }
        return concerns(s, userId.get()) ? Optional.empty() : Optional.of(ApiError.notAllowed(
                "User '" + userId.get() + "' was not rung and is not a member of call " + s.cid()));
    }

    /** The ringing of a call concerns its members, its creator, whoever was rung, and whoever rings. */
    private static boolean concerns(Situation s, String userId) {
        return s.rows().member(s.cid(), userId).isPresent() || s.core().createdBy().equals(userId)
                || s.rows().ring(s.cid(), userId).isPresent() || !waitingFor(s, userId).isEmpty();
    }
}
