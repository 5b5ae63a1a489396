package io.switchboard.standalone;

/** The command cannot be carried out. The message is one sentence for the person at the terminal. */
final class Refusal extends RuntimeException {

    /** Process exit codes, as shells expect them. */
    enum Exit {
        FAILED(1), MISUSED(2);

        final int code;

        Exit(int code) {
            this.code = code;
        }
    }

    private final Exit exit;

    private Refusal(Exit exit, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exit = exit;
    }

    /** The command line makes no sense. */
    static Refusal misuse(String sentence) {
        return new Refusal(Exit.MISUSED, sentence, null);
    }

    /** The command line is fine, the world is not. */
    static Refusal failure(String sentence) {
        return new Refusal(Exit.FAILED, sentence, null);
    }

    static Refusal failure(String sentence, Throwable cause) {
        return new Refusal(Exit.FAILED, sentence, cause);
    }

    /** What somebody else says of a failure, as the end of a sentence. */
    static String ended(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }

    int exitCode() {
        return exit.code;
    }
}
