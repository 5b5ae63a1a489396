package io.switchboard.bench;

/** The benchmark cannot go on. The message is one sentence that tells the person at the keyboard what to do. */
public final class BenchFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BenchFailure(String sentence) {
        super(sentence);
    }

    public BenchFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
