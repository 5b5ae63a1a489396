package io.switchboard.bench.load;

/** How one operation ended. */
public sealed interface Outcome {

    /**
     * Done, and the answer said so.
     *
     * @param answerBytes size of what came back
     */
    record Accepted(int answerBytes) implements Outcome {
    }

    /**
     * Not done, or not answered as it must be.
     *
     * @param reason for people, with the start of the answer
     */
    record Refused(String reason) implements Outcome {
    }
}
