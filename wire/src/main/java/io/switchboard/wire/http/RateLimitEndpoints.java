package io.switchboard.wire.http;

import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.limits.Platform;
import io.switchboard.wire.limits.RateLimit;
import io.switchboard.wire.limits.RateLimiter;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;

/**
 * {@code GET /rate_limits}: how the buckets of this process stand (contract 1.3). Without {@code endpoints} of every
 * operation it serves; with it of those named, whether they exist here or not.
 */
final class RateLimitEndpoints implements EndpointGroup {

    private static final int MAX_ENDPOINTS = 200;
    private static final int MAX_NAME = 100;

    private final RateLimiter limiter;
    private final Supplier<Collection<Operation>> served;

    RateLimitEndpoints(RateLimiter limiter, Supplier<Collection<Operation>> served) {
        this.limiter = limiter;
        this.served = served;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(new Endpoint(HttpMethod.GET, "/rate_limits", Operation.GetRateLimits, Access.SERVER_ONLY,
                this::get));
    }

    private ApiAnswer get(ApiRequest request) {
        Collection<String> operations = request.query("endpoints").filter(names -> !names.isBlank())
                .<Collection<String>>map(RateLimitEndpoints::named)
                .orElseGet(() -> new TreeSet<>(served.get().stream().map(Operation::name).toList()));
        List<Platform> asked = Stream.of(Platform.values())
                .filter(platform -> request.queryBool(platform.spelling()).orElse(false)).toList();
        List<Platform> platforms = asked.isEmpty() ? List.of(Platform.values()) : asked;
        return ApiAnswer.ok((g, style) -> platforms.forEach(platform -> {
            g.writeObjectPropertyStart(platform.spelling());
            operations.forEach(operation -> {
                RateLimit limit = limiter.peek(operation, platform);
                g.writeObjectPropertyStart(operation);
                g.writeNumberProperty("limit", limit.limit());
                g.writeNumberProperty("remaining", limit.remaining());
                g.writeNumberProperty("reset", limit.reset());
                g.writeEndObject();
            });
            g.writeEndObject();
        }));
    }

    private static SortedSet<String> named(String list) {
        SortedSet<String> names = new TreeSet<>(List.of(list.split(",")));
        names.removeIf(String::isBlank);
        if (names.size() > MAX_ENDPOINTS || names.stream().anyMatch(name -> name.length() > MAX_NAME)) {
            throw new ApiException(ApiError.input("endpoints", "endpoints must be at most " + MAX_ENDPOINTS
                    + " names of at most " + MAX_NAME + " characters"));
        }
        return names;
    }
}
