package io.switchboard.wire.error;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A refusal, as a value. Domain code returns it; the HTTP layer renders it as Stream's error body.
 *
 * @param status          HTTP status
 * @param reason          goes into {@code message}, between the quotes
 * @param exceptionFields what is wrong, by the path of the field in the request; may be empty
 * @param retryAfter      when trying again makes sense
 */
public record ApiError(ErrorCode code, int status, String reason, Map<String, String> exceptionFields,
                       Optional<Duration> retryAfter) {

    public ApiError {
        exceptionFields = Map.copyOf(exceptionFields);
    }

    /** A refusal with the status its code usually has. */
    public static ApiError of(ErrorCode code, String reason) {
        return new ApiError(code, code.status(), reason, Map.of(), Optional.empty());
    }

    /** The request as a whole makes no sense. */
    public static ApiError input(String reason) {
        return of(ErrorCode.INPUT, reason);
    }

    /**
     * One field of the request makes no sense.
     *
     * @param field its full path, such as {@code data.members[3].user_id}
     */
    public static ApiError input(String field, String reason) {
        return new ApiError(ErrorCode.INPUT, ErrorCode.INPUT.status(), reason, Map.of(field, reason),
                Optional.empty());
    }

    public static ApiError notFound(String reason) {
        return of(ErrorCode.NOT_FOUND, reason);
    }

    public static ApiError notAllowed(String reason) {
        return of(ErrorCode.NOT_ALLOWED, reason);
    }

    /** Nothing is wrong with the request, but it cannot be answered now. HTTP 503. */
    public static ApiError unavailable(String reason, Duration retryAfter) {
        return new ApiError(ErrorCode.UNAVAILABLE, ErrorCode.UNAVAILABLE.status(), reason, Map.of(),
                Optional.of(retryAfter));
    }

    /** The caller expected another version. HTTP 412. */
    public static ApiError precondition(String reason) {
        return of(ErrorCode.PRECONDITION, reason);
    }

    /** The request contradicts an earlier one of the same request id. HTTP 409. */
    public static ApiError conflict(String reason) {
        return of(ErrorCode.CONFLICT, reason);
    }

    /** Too many requests in this window. HTTP 429. */
    public static ApiError rateLimited(String reason, Duration retryAfter) {
        return new ApiError(ErrorCode.RATE_LIMITED, ErrorCode.RATE_LIMITED.status(), reason, Map.of(),
                Optional.of(retryAfter));
    }
}
