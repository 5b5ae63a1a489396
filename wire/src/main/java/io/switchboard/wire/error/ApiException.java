package io.switchboard.wire.error;

/**
 * Carries a refusal up to the one place that answers. For reading and answering requests only: decisions return
 * {@link ApiError} as a value. Has no stack trace, since the refusal says everything and clients can cause many.
 */
public final class ApiException extends RuntimeException {

    private final transient ApiError error;

    public ApiException(ApiError error) {
        super(error.reason(), null, false, false);
        this.error = error;
    }

    public ApiError error() {
        return error;
    }
}
