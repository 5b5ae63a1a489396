package io.switchboard.command.call;

import io.switchboard.command.call.CallCommand.Context;
import io.switchboard.events.CallEvent;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallRows;
import io.switchboard.events.call.CallSession;
import io.switchboard.events.calltype.Permission;
import io.switchboard.wire.error.ApiError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Decides who comes in, and what that begins (contract 4). */
final class Joining {

    private Joining() {
    }

    static Decision join(CallCommand.Join join, Context context, CallRows rows) {
        if (!(context.principal() instanceof Principal.User user)) {
            return Decision.refused(ApiError.input("joining a call takes a user token: a server cannot be in a call"));
        }
        if (CallDecider.call(context, rows).isPresent()) {
            return CallDecider.existing(context, rows, s -> joinExisting(s, join));
        }
        if (join.create().isEmpty()) {
            return Decision.refused(CallDecider.notFound(context));
        }
        return joinNew(join, user, context, rows);
    }

    private static Decision joinExisting(Situation s, CallCommand.Join join) {
        Optional<ApiError> refusal = refusal(s);
        if (refusal.isPresent()) {
            return Decision.refused(refusal.get());
        }
        List<CallEvent> events = new ArrayList<>();
        if (Ringing.signal(s, join.signal()) instanceof Decision.Accepted signalled) {
            events.addAll(signalled.events());
        }
        String device = s.context().ids().userSession();
        if (s.devices(userId(s)).stream().anyMatch(in -> in.userSessionId().equals(device))) {
            return Decision.nothing();
        }
        boolean running = s.session().filter(CallSession::ongoing).isPresent();
        events.addAll(entry(s.context(), s.access(), s.sessionId(), running));
        return new Decision.Accepted(events);
    }

    /**
     * Who creates a call by joining it joins it as the member he is from then on. That he makes himself one counts for
     * joining only, not for creating.
     */
    private static Decision joinNew(CallCommand.Join join, Principal.User user, Context context, CallRows rows) {
        CallCommand.NewCall data = join.create().orElseThrow();
        Decision created = Creation.create(data, join.creatorReady(), join.signal(), context, rows);
        if (created instanceof Decision.Refused) {
            return created;
        }
        Access access = Access.ofCreator(user, context, rows, data);
        Optional<ApiError> notAllowed = access.refusal(Permission.JOIN_CALL);
        if (notAllowed.isPresent()) {
            return Decision.refused(notAllowed.get());
        }
        if (!(created instanceof Decision.Accepted accepted)) {
            return created;
        }
        CallEvent.CallCreated call = (CallEvent.CallCreated) accepted.events().getFirst();
        Optional<ApiError> hidden = hidden(call.backstage(), call.startsAt(), call.settings(), context, access);
        if (hidden.isPresent()) {
            return Decision.refused(hidden.get());
        }
        List<CallEvent> events = new ArrayList<>(accepted.events());
        events.addAll(entry(context, access, context.ids().session(), false));
        return new Decision.Accepted(events);
    }

    private static List<CallEvent> entry(Context context, Access access, String sessionId, boolean running) {
        List<CallEvent> events = new ArrayList<>(2);
        if (!running) {
            events.add(new CallEvent.SessionStarted(sessionId));
        }
        events.add(new CallEvent.ParticipantJoined(sessionId, context.ids().userSession(),
                context.principal().userId().orElseThrow(), access.shownRole()));
        return events;
    }

    private static Optional<ApiError> refusal(Situation s) {
        String userId = userId(s);
        if (s.rows().isBlocked(s.cid(), userId)) {
            return Optional.of(ApiError.notAllowed("User '" + userId + "' is blocked in call " + s.cid()));
        }
        CallCore core = s.core();
        return s.missing(Permission.JOIN_CALL)
                .or(() -> banned(s.context(), s.access(), Permission.JOIN_CALL))
                .or(() -> core.endedAt().isPresent() ? s.missing(Permission.JOIN_ENDED_CALL) : Optional.empty())
                .or(() -> hidden(core.backstage(), core.startsAt(), s.settings(), s.context(), s.access()))
                .or(() -> full(s, userId));
    }

    private static String userId(Situation s) {
        return s.context().principal().userId().orElseThrow();
    }

    /** A user whom the application has banned may not join, create or ring (contract 4). */
    static Optional<ApiError> banned(Context context, Access access, Permission what) {
        return context.principal().userId().flatMap(context.people()::find).filter(Person::banned)
                .map(person -> access.refused(what.action()));
    }

    /** Backstage is for those who may be there, until {@code join_ahead_time_seconds} before the start. */
    private static Optional<ApiError> hidden(boolean backstage, Optional<Instant> startsAt,
                                             ObjectNode settings, Context context, Access access) {
        if (!backstage) {
            return Optional.empty();
        }
        long ahead = settings.path("backstage").path("join_ahead_time_seconds").asLong(0);
        if (ahead > 0 && startsAt.filter(at -> !context.now().isBefore(at.minusSeconds(ahead))).isPresent()) {
            return Optional.empty();
        }
        return access.refusal(Permission.JOIN_BACKSTAGE);
    }

    private static Optional<ApiError> full(Situation s, String userId) {
        JsonNode limits = s.settings().path("limits");
        if (!limits.path("max_participants").isIntegralNumber() || limits.path("max_participants").longValue() <= 0) {
            return Optional.empty();
        }
        long most = limits.path("max_participants").longValue();
        List<String> excluded = new ArrayList<>();
        limits.path("max_participants_exclude_roles").forEach(role -> excluded.add(role.asString("")));
        boolean ownerExcluded = limits.path("max_participants_exclude_owner").asBoolean(false);
        String owner = s.core().createdBy();
        if (excluded.contains(s.access().shownRole()) || ownerExcluded && owner.equals(userId)) {
            return Optional.empty();
        }
        long counted = s.session().stream().flatMap(session -> session.countsByRole().entrySet().stream())
                .filter(count -> !excluded.contains(count.getKey())).mapToLong(Map.Entry::getValue).sum();
        if (ownerExcluded) {
            counted -= s.devices(owner).stream().filter(device -> !excluded.contains(device.role())).count();
        }
        return counted < most ? Optional.empty()
                : Optional.of(ApiError.input("the call is full: at most " + most + " participants may be in it"));
    }
}
