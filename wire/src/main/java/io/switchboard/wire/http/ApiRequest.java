package io.switchboard.wire.http;

import io.switchboard.wire.auth.Caller;
import io.switchboard.wire.json.JsonBody;
import io.switchboard.wire.render.TimeStyle;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that is authenticated, admitted and read. Methods that read what the client sent throw
 * {@link io.switchboard.wire.error.ApiException} (code 4) when it makes no sense.
 */
public interface ApiRequest {

    Operation operation();

    Caller caller();

    /**
     * A variable of the path, decoded.
     *
     * @throws IllegalArgumentException when the endpoint's path has no such variable
     */
    String path(String variable);

    /** The first parameter of this name in the query string, decoded. */
    Optional<String> query(String name);

    /** A whole number between {@code min} and {@code max}, both included. */
    Optional<Integer> queryInt(String name, int min, int max);

    /** {@code true} or {@code false}. */
    Optional<Boolean> queryBool(String name);

    Optional<String> header(String name);

    /** The body; an empty object when there is none (contract rule 7). */
    JsonBody body();

    TimeStyle timeStyle();

    /** When the request arrived. */
    Instant now();

    /** {@code Idempotency-Key}, or else {@code x-client-request-id}. */
    Optional<RequestId> requestId();

    /**
     * Fingerprint of what is asked: SHA-256, as hex, over operation, path variables, query parameters except the API
     * key, and the bytes of the body.
     */
    String bodyHash();
}
