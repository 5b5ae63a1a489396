package io.switchboard.projector.listing;

import io.switchboard.events.CallEvent.FeedbackSubmitted;
import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Subject;
import io.switchboard.projector.filter.Value;
import java.util.stream.Stream;

/** Feedback on a call, for {@link FieldTable#FEEDBACK}. */
record FeedbackSubject(CallFeedback row) implements Subject {

    @Override
    public Stream<Value> values(Field field) {
        FeedbackSubmitted said = row.feedback().said();
        return switch (field.name()) {
            case "call_cid" -> Stream.of(new Value.Text(row.cid().toString()));
            case "session_id" -> said.sessionId().stream().map(Value.Text::new);
            case "user_id" -> said.userId().stream().map(Value.Text::new);
            case "rating" -> Stream.of(new Value.Number(said.rating()));
            case "sdk" -> Stream.of(new Value.Text(said.sdk()));
            case "sdk_version" -> Stream.of(new Value.Text(said.sdkVersion()));
            case "created_at" -> Stream.of(new Value.Time(row.feedback().submittedAt()));
            default -> throw new IllegalArgumentException("feedback has no field '" + field.name() + "'");
        };
    }
}
