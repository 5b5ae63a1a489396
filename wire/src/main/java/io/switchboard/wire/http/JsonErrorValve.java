package io.switchboard.wire.http;

import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ErrorCode;
import io.switchboard.wire.limits.Platform;
import io.switchboard.wire.limits.RateLimiter;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.res.StringManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what Tomcat itself refuses, in Stream's error body: request lines it cannot parse, paths it will not decode,
 * headers that are too big, bodies that stop half-way, and exceptions nothing caught. Without it those would be HTML
 * pages, on which the SDKs lose code and message.
 */
final class JsonErrorValve extends ErrorReportValve {

    /** Request attribute: the operation's id, once it is known. */
    static final String OPERATION = JsonErrorValve.class.getName() + ".operation";

    private static final Logger LOG = LoggerFactory.getLogger(JsonErrorValve.class);
    /** Tomcat says "too big" only by the text of its exception; taken from its own catalogue, in whatever language. */
    private static final String HEADER_TOO_LARGE =
            StringManager.getManager("org.apache.coyote.http11").getString("iib.requestheadertoolarge.error");
    private static final String TOO_MANY_HEADERS =
            StringManager.getManager("org.apache.tomcat.util.http").getString("headers.maxCountFail", "#");

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final RateLimiter limiter;

    JsonErrorValve(RateLimiter limiter) {
        this.limiter = limiter;
    }

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()
                || !mayWrite(response)) {
            return;
        }
        Optional<Throwable> cause = Optional.ofNullable(throwable);
        ApiError error = error(response.getStatus(), cause);
        if (error.code() == ErrorCode.UNAVAILABLE && cause.isPresent()) {
            LOG.warn("a request could not be read", throwable);
        }
        if (error.code() == ErrorCode.INTERNAL) {
            LOG.error("a request was not handled", throwable);
        }
        String operation = Optional.ofNullable(request.getAttribute(OPERATION)).map(Object::toString)
                .orElse(ApiPipeline.NO_OPERATION);
        send(response, Reply.of(error, operation, limiter.peek(operation, Platform.WEB),
                System.nanoTime()));
    }

    /**
     * Tomcat says 400 to whatever breaks while it reads a request's head. That it was the client's doing it tells by
     * these exceptions; anything else broke on this side, as it can while the server stops.
     */
    private static boolean isOurs(int status, Optional<Throwable> cause) {
        return status == 400 && cause.filter(t -> !(t instanceof IllegalArgumentException)
                && !(t instanceof IOException)).isPresent();
    }

    private static boolean isHeaderTooBig(Throwable t) {
        String text = Optional.ofNullable(t.getMessage()).orElse("");
        return text.equals(HEADER_TOO_LARGE) || isTooManyHeaders(text);
    }

    /** What the client hears of this status and what raised it. */
    static ApiError error(int status, Optional<Throwable> cause) {
        if (cause.filter(JsonErrorValve::isHeaderTooBig).isPresent()) {
            return ApiError.of(ErrorCode.HEADER_TOO_BIG, "Request Header Fields Too Large");
        }
        if (isOurs(status, cause)) {
            return ApiError.unavailable("the server could not read the request, send it again", RETRY);
        }
        return switch (status) {
            case 404 -> ApiError.notFound("Not Found");
            case 405 -> ApiError.of(ErrorCode.METHOD_NOT_ALLOWED, "Method Not Allowed");
            case 408 -> ApiError.of(ErrorCode.TIMEOUT, "the request did not arrive in time");
            case 413 -> ApiError.of(ErrorCode.PAYLOAD_TOO_BIG, "Payload Too Large");
            case 431 -> ApiError.of(ErrorCode.HEADER_TOO_BIG, "Request Header Fields Too Large");
            case 500 -> ApiError.of(ErrorCode.INTERNAL, "internal error");
            case 503 -> ApiError.of(ErrorCode.UNAVAILABLE, "Service Unavailable");
            // 501 and 505 are here too: what they answer is a mistake in the request.
            default -> new ApiError(ErrorCode.INPUT, status, "Bad Request", Map.of(), Optional.empty());
        };
    }

    private static boolean isTooManyHeaders(String text) {
        int hole = TOO_MANY_HEADERS.indexOf('#');
        return text.startsWith(TOO_MANY_HEADERS.substring(0, hole))
                && text.endsWith(TOO_MANY_HEADERS.substring(hole + 1));
    }

    private static boolean mayWrite(Response response) {
        AtomicBoolean allowed = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
        return allowed.get();
    }

    private static void send(Response response, Reply reply) {
        try {
            response.setStatus(reply.status());
            reply.headers().forEach(response::setHeader);
            response.setContentType("application/json");
            response.setContentLength(reply.body().length);
            response.getOutputStream().write(reply.body());
            response.finishResponse();
        } catch (IOException gone) {
            LOG.debug("nobody was left to read an error", gone);
        }
    }
}
