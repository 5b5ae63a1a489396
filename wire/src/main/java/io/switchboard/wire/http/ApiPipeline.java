package io.switchboard.wire.http;

import io.switchboard.wire.auth.Caller;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.error.ErrorCode;
import io.switchboard.wire.json.JsonBody;
import io.switchboard.wire.json.JsonReader;
import io.switchboard.wire.limits.Platform;
import io.switchboard.wire.limits.RateLimit;
import io.switchboard.wire.limits.RateLimiter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of every request, in this order: route → key and token → access → rate limit → body → handler → answer.
 * Whatever is refused on the way becomes Stream's error body, and whatever breaks becomes code -1 without a word about
 * the inside. Thread-safe; blocks only on the request's body and in the handler.
 */
final class ApiPipeline {

    /** Names the operation of a request that reached none. */
    static final String NO_OPERATION = "Request";

    private static final Logger LOG = LoggerFactory.getLogger(ApiPipeline.class);
    private static final byte[] NO_BODY = {};

    private final RouteTable routes;
    private final Gate gate;
    private final RateLimiter limiter;
    private final BodyReader bodies;
    private final RequestObserver observer;
    private final InstantSource clock;

    ApiPipeline(RouteTable routes, Gate gate, RateLimiter limiter, BodyReader bodies, RequestObserver observer,
                InstantSource clock) {
        this.routes = routes;
        this.gate = gate;
        this.limiter = limiter;
        this.bodies = bodies;
        this.observer = observer;
        this.clock = clock;
    }

    /**
     * @throws IOException when the body cannot be read because the connection broke or timed out
     */
    Reply answer(HttpServletRequest http) throws IOException {
        long started = System.nanoTime();
        return switch (routes.match(http.getMethod(), http.getRequestURI())) {
            case RouteTable.Match.Found found -> {
                String operation = found.endpoint().operation().name();
                http.setAttribute(JsonErrorValve.OPERATION, operation);
                Reply reply = new Run(http, found, started).answer();
                observer.answered(operation, reply.status(), System.nanoTime() - started);
                yield reply;
            }
            case RouteTable.Match.WrongMethod wrong -> refuse(ApiError.of(ErrorCode.METHOD_NOT_ALLOWED,
                    "Method Not Allowed"), started).with("Allow", String.join(", ", wrong.allowed()));
            case RouteTable.Match.NotFound missing -> refuse(ApiError.notFound("Not Found"), started);
        };
    }

    private Reply refuse(ApiError error, long started) {
        return Reply.of(error, NO_OPERATION, limiter.peek(NO_OPERATION, Platform.WEB), started);
    }

    /** One request on its way. */
    private final class Run {
        private final HttpServletRequest http;
        private final RouteTable.Match.Found found;
        private final Operation operation;
        private final long started;
        /** Until the caller is known, nobody's requests are counted. */
        private RateLimit limit;

        Run(HttpServletRequest http, RouteTable.Match.Found found, long started) {
            this.http = http;
            this.found = found;
            this.operation = found.endpoint().operation();
            this.started = started;
            this.limit = limiter.peek(operation.name(), Platform.SERVER_SIDE);
        }

        Reply answer() throws IOException {
            try {
                ApiAnswer answer = found.endpoint().handler().handle(read());
                return Reply.of(answer, found.style(), limit, started);
            } catch (ApiException refused) {
                return Reply.of(refused.error(), operation.name(), limit, started);
            } catch (RuntimeException broken) {
                String id = header("x-client-request-id").filter(text -> text.length() <= 255)
                        .filter(ServletApiRequest::isPrintable).orElseGet(() -> UUID.randomUUID().toString());
                LOG.error("{} broke, request {}", operation, id, broken);
                return Reply.of(ApiError.of(ErrorCode.INTERNAL, "internal error, request " + id), operation.name(),
                        limit, started);
            }
        }

        private ApiRequest read() throws IOException {
            Instant now = clock.instant();
            QueryString query = QueryString.parse(Optional.ofNullable(http.getQueryString()));
            Caller caller = gate.admit(found.endpoint().access(), query.get(Gate.API_KEY), header("stream-auth-type"),
                    header("Authorization"), now);
            admit(caller);
            byte[] bytes = mayHaveBody() ? bodies.read(http) : NO_BODY;
            JsonBody body = JsonReader.read(bytes);
            return new ServletApiRequest(operation, caller, found.variables(), query, http, bytes, body, found.style(),
                    now);
        }

        private void admit(Caller caller) {
            limit = limiter.take(operation.name(), switch (caller) {
                case Caller.Server server -> Platform.SERVER_SIDE;
                case Caller.User user -> Platform.ofClient(header("x-stream-client"));
            });
            if (!limit.allowed()) {
                throw new ApiException(ApiError.rateLimited("Too many requests, the limit is " + limit.limit()
                        + " per minute", limit.retryAfter()));
            }
        }

        private boolean mayHaveBody() {
            return !http.getMethod().equals("GET");
        }

        private Optional<String> header(String name) {
            return Optional.ofNullable(http.getHeader(name));
        }
    }
}
