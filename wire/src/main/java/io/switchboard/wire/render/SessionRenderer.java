package io.switchboard.wire.render;

import io.switchboard.events.call.Attendance;
import io.switchboard.events.call.CallDetails;
import io.switchboard.events.call.CallSession;
import io.switchboard.events.call.Participant;
import io.switchboard.events.call.Ring;
import io.switchboard.events.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/** Writes sessions and who is in them, in the shapes of contract §2.2. Stateless. */
public final class SessionRenderer {

    private SessionRenderer() {
    }

    /** Writes a CallSessionResponse object. */
    static void writeSession(JsonGenerator g, TimeStyle style, CallSession session, CallDetails call,
                             Map<String, User> users) {
        g.writeStartObject();
        g.writeStringProperty("id", session.id());
        style.writeNullable(g, "started_at", session.startedAt());
        style.writeNullable(g, "ended_at", session.endedAt());
        style.writeNullable(g, "live_started_at", session.liveStartedAt());
        style.writeNullable(g, "live_ended_at", session.liveEndedAt());
        style.writeNullable(g, "timer_ends_at", session.timerEndsAt());
        g.writeArrayPropertyStart("participants");
        call.participants().forEach(participant -> writeParticipant(g, style, participant, users));
        g.writeEndArray();
        g.writeObjectPropertyStart("participants_count_by_role");
        session.countsByRole().forEach(g::writeNumberProperty);
        g.writeEndObject();
        g.writeNumberProperty("anonymous_participant_count", session.countsByRole().getOrDefault("anonymous", 0));
        writeTimes(g, style, "accepted_by", call, Ring::acceptedAt);
        writeTimes(g, style, "rejected_by", call, Ring::rejectedAt);
        writeTimes(g, style, "missed_by", call, Ring::missedAt);
        g.writeEndObject();
    }

    /** Writes a CallParticipantResponse object. */
    public static void writeParticipant(JsonGenerator g, TimeStyle style, Participant participant,
                                        Map<String, User> users) {
        g.writeStartObject();
        g.writeName("user");
        UserRenderer.writeUser(g, style, participant.userId(), users, participant.joinedAt());
        g.writeStringProperty("user_session_id", participant.userSessionId());
        g.writeStringProperty("role", participant.role());
        style.write(g, "joined_at", participant.joinedAt());
        g.writeEndObject();
    }

    /**
     * Writes the fields of a GetCallReport answer: what is known without media. A score takes media, and an average
     * ratings; where there are none, these are 0, since the SDKs declare both mandatory.
     */
    public static void writeReport(JsonGenerator g, TimeStyle style, CallSession session, Instant now) {
        Attendance attendance = session.attendance();
        g.writeStringProperty("session_id", session.id());
        g.writeObjectPropertyStart("report");
        g.writeObjectPropertyStart("call");
        g.writeNumberProperty("score", 0);
        style.writeNullable(g, "started_at", session.startedAt());
        style.writeNullable(g, "ended_at", session.endedAt());
        g.writeNumberProperty("duration_seconds", seconds(session, now));
        g.writeNumberProperty("peak_participants", attendance.peak());
        g.writeNumberProperty("total_joins", attendance.joins());
        g.writeEndObject();
        g.writeObjectPropertyStart("participants");
        g.writeNumberProperty("sum", attendance.joins());
        g.writeNumberProperty("unique", attendance.users());
        g.writeNumberProperty("max_concurrent", attendance.peak());
        g.writeEndObject();
        g.writeObjectPropertyStart("user_ratings");
        g.writeNumberProperty("average", session.ratings().average().orElse(0.0));
        g.writeNumberProperty("count", session.ratings().count());
        g.writeEndObject();
        g.writeEndObject();
    }

    /** How many whole seconds it has lasted by now, or did last. */
    public static long seconds(CallSession session, Instant now) {
        return session.startedAt().map(start ->
                Math.max(0, Duration.between(start, session.endedAt().orElse(now)).toSeconds())).orElse(0L);
    }

    private static void writeTimes(JsonGenerator g, TimeStyle style, String name, CallDetails call,
                                   Function<Ring, Optional<Instant>> time) {
        g.writeObjectPropertyStart(name);
        call.rings().forEach(ring -> time.apply(ring).ifPresent(at -> style.write(g, ring.userId(), at)));
        g.writeEndObject();
    }
}
