package io.switchboard.projector.query;

import io.switchboard.projector.explain.Explanation;
import java.util.Map;
import java.util.Set;

/** What became of a question. Only {@link Answered} carries data, and never data that is known to be stale. */
public sealed interface QueryOutcome<R> {

    /** The same with its answer, if there is one, explained by this too. */
    default QueryOutcome<R> explained(Explanation more) {
        return this instanceof Answered<R> answered
                ? new Answered<>(answered.answer, answered.position, answered.explanation.plus(more)) : this;
    }

    /**
     * The answer.
     *
     * @param position    last offset of the call log that each partition had applied, as far as it applied any since it
     *                 was opened
     * @param explanation {@link Explanation#NONE} unless the question asked for it
     */
    record Answered<R>(R answer, Map<Integer, Long> position, Explanation explanation) implements QueryOutcome<R> {

        /** An answer that nobody wants explained. */
        public Answered(R answer, Map<Integer, Long> position) {
            this(answer, position, Explanation.NONE);
        }
    }

    /**
     * The log is ahead and the time to wait for it is over; asking again may help.
     *
     * @param lag offsets missing, by partition as {@code topic-number}
     */
    record Behind<R>(Map<String, Long> lag) implements QueryOutcome<R> {
    }

    /** Some partitions are being restored, or the log cannot be reached; asking again may help. */
    record Restoring<R>(String what) implements QueryOutcome<R> {
    }

    /** These partitions of the call log are not with the process that was asked; another one has them, or soon will. */
    record Moved<R>(Set<Integer> partitions) implements QueryOutcome<R> {
    }

    /** The question itself is wrong. */
    record Refused<R>(Refusal refusal) implements QueryOutcome<R> {
    }
}
