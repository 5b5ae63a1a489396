package io.switchboard.wire.http;

/**
 * The name a client gave its request.
 *
 * @param value at most 255 printable ASCII characters
 */
public record RequestId(String value, Source source) {

    /** Where it stood. Only {@link #IDEMPOTENCY_KEY} says that the client means to repeat itself. */
    public enum Source { IDEMPOTENCY_KEY, CLIENT_REQUEST_ID }
}
