package io.switchboard.bench.twin;

/** A request the twin refuses, with the code and status of the contract's error body. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    private Problem(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** A request that makes no sense. */
    public static Problem input(String message) {
        return new Problem(400, 4, message);
    }

    static Problem notFound(String message) {
        return new Problem(404, 16, message);
    }

    static Problem unauthorized(int code, String message) {
        return new Problem(401, code, message);
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }
}
