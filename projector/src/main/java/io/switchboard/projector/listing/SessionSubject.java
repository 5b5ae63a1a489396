package io.switchboard.projector.listing;

import io.switchboard.events.call.Attendance;
import io.switchboard.events.call.CallSession;
import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Subject;
import io.switchboard.projector.filter.Value;
import java.time.Instant;
import java.util.stream.Stream;

/** A session, for {@link FieldTable#CALL_STATS} and {@link FieldTable#SESSION_STATS}. */
record SessionSubject(HeldSession held) implements Subject {

    @Override
    public Stream<Value> values(Field field) {
        CallSession session = held.session();
        Attendance attendance = session.attendance();
        return switch (field.name()) {
            case "call_cid" -> Stream.of(new Value.Text(held.cid().toString()));
            case "call_session_id" -> Stream.of(new Value.Text(session.id()));
            case "created_at" -> time(held.callCreatedAt());
            case "first_stats", "session_started_at" -> time(held.startedAt());
            case "session_ended_at" -> session.endedAt().stream().map(Value.Time::new);
            case "generated_at", "updated_at" -> time(held.countedAt());
            case "is_active" -> Stream.of(new Value.Flag(session.ongoing()));
            case "counts.live_sessions" -> number(session.participants());
            case "counts.sessions" -> number(attendance.joins());
            case "counts.participants" -> number(attendance.users());
            case "counts.peak_concurrent_sessions" -> number(attendance.peak());
            case "counts.peak_concurrent_users" -> number(attendance.peakUsers());
            case "min_user_rating", "counts.min_user_rating" ->
                    session.ratings().worst().stream().map(Value.Number::new);
            case "counts.avg_user_rating" -> session.ratings().average().stream().map(Value.Number::new);
            // Takes media, of which there is none: a field that is never set.
            case "quality_score" -> Stream.empty();
            default -> throw new IllegalArgumentException("a session has no field '" + field.name() + "'");
        };
    }

    private static Stream<Value> time(Instant at) {
        return Stream.of(new Value.Time(at));
    }

    private static Stream<Value> number(int number) {
        return Stream.of(new Value.Number(number));
    }
}
