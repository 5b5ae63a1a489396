package io.switchboard.events.call;

import io.switchboard.events.CallEvent.FeedbackSubmitted;
import java.time.Instant;

/**
 * What somebody said about the quality of a call, by folding.
 *
 * @param seq number of the event in its call, which tells it from others there
 */
public record Feedback(long seq, Instant submittedAt, FeedbackSubmitted said) {
}
