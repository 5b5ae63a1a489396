package io.switchboard.wire.render;

import io.switchboard.events.CallEvent.FeedbackSubmitted;
import io.switchboard.events.Cid;
import io.switchboard.events.call.Attendance;
import io.switchboard.events.call.CallSession;
import io.switchboard.events.call.Feedback;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/**
 * Writes what is known of sessions without media, in the shapes of QueryCallStats and its kin. What only media could
 * tell is left out, or 0 where the SDKs declare it mandatory: there is nothing that publishes. Stateless.
 */
public final class StatsRenderer {

    private StatsRenderer() {
    }

    /** Writes a CallStatsReportSummaryResponse object; the session has started. */
    public static void writeSummary(JsonGenerator g, TimeStyle style, Cid cid, Instant callCreatedAt,
                                    CallSession session, Instant now) {
        g.writeStartObject();
        g.writeStringProperty("call_cid", cid.toString());
        g.writeStringProperty("call_session_id", session.id());
        g.writeStringProperty("call_status", session.ongoing() ? "active" : "ended");
        g.writeNumberProperty("call_duration_seconds", SessionRenderer.seconds(session, now));
        style.write(g, "first_stats_time", session.startedAt().orElseThrow());
        style.write(g, "created_at", callCreatedAt);
        session.ratings().worst().ifPresent(rating -> g.writeNumberProperty("min_user_rating", rating));
        g.writeEndObject();
    }

    /**
     * Writes a CallStatsSessionResponse object: the counts as they are now.
     *
     * @param countedAt since when they have been so
     */
    public static void writeSession(JsonGenerator g, TimeStyle style, Cid cid, CallSession session, Instant countedAt) {
        g.writeStartObject();
        g.writeStringProperty("call_type", cid.type());
        g.writeStringProperty("call_id", cid.id());
        g.writeStringProperty("call_session_id", session.id());
        session.startedAt().ifPresent(at -> style.write(g, "call_started_at", at));
        session.endedAt().ifPresent(at -> style.write(g, "call_ended_at", at));
        style.write(g, "generated_at", countedAt);
        g.writeName("counts");
        writeCounts(g, session);
        g.writeEndObject();
    }

    private static void writeCounts(JsonGenerator g, CallSession session) {
        Attendance attendance = session.attendance();
        g.writeStartObject();
        g.writeNumberProperty("live_sessions", session.participants());
        g.writeNumberProperty("sessions", attendance.joins());
        g.writeNumberProperty("participants", attendance.users());
        g.writeNumberProperty("peak_concurrent_sessions", attendance.peak());
        g.writeNumberProperty("peak_concurrent_users", attendance.peakUsers());
        g.writeNumberProperty("publishers", 0);
        g.writeNumberProperty("sfus_used", 0);
        session.ratings().worst().ifPresent(rating -> g.writeNumberProperty("min_user_rating", rating));
        session.ratings().average().ifPresent(rating -> g.writeNumberProperty("avg_user_rating", rating));
        g.writeEndObject();
    }

    /** Writes a UserFeedbackResponse object. Nothing asks apps for their platform, whose objects are mandatory. */
    public static void writeFeedback(JsonGenerator g, Cid cid, Feedback feedback) {
        FeedbackSubmitted said = feedback.said();
        g.writeStartObject();
        g.writeStringProperty("cid", cid.toString());
        g.writeStringProperty("session_id", said.sessionId().orElse(""));
        g.writeStringProperty("user_id", said.userId().orElse(""));
        g.writeNumberProperty("rating", said.rating());
        g.writeStringProperty("reason", said.reason().orElse(""));
        g.writeStringProperty("sdk", said.sdk());
        g.writeStringProperty("sdk_version", said.sdkVersion());
        g.writeName("custom");
        g.writeTree(said.custom());
        g.writeObjectPropertyStart("platform");
        for (String part : new String[] {"browser", "device", "os"}) {
            g.writeObjectPropertyStart(part);
            g.writeEndObject();
        }
        g.writeEndObject();
        g.writeEndObject();
    }

    /** Writes the fields of a GetActiveCallsStatus answer: one moment, not a stretch of time. */
    public static void writeActivity(JsonGenerator g, TimeStyle style, long calls, long participants, Instant now) {
        style.write(g, "start_time", now);
        style.write(g, "end_time", now);
        g.writeObjectPropertyStart("summary");
        g.writeNumberProperty("active_calls", calls);
        g.writeNumberProperty("participants", participants);
        g.writeNumberProperty("active_publishers", 0);
        g.writeNumberProperty("active_subscribers", 0);
        g.writeEndObject();
    }
}
