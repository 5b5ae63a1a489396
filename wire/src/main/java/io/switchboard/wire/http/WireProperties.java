package io.switchboard.wire.http;

import io.switchboard.wire.auth.Credentials;
import io.switchboard.wire.limits.RateLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration of the HTTP side, prefix {@code switchboard}; each also as an environment variable, such as
 * {@code SWITCHBOARD_RATE_LIMIT_PER_MINUTE}.
 *
 * @param apiKey             the app's key; no default
 * @param apiSecret          what tokens are signed with, at least 32 bytes; no default
 * @param rateLimitPerMinute requests per minute, per operation and platform
 * @param rateLimits         exceptions to that, such as {@code QueryCalls=600, QueryCalls.web=60}
 * @param maxBody            of one request
 * @param bodyDeadline       how long one body may take to arrive
 */
@ConfigurationProperties("switchboard")
record WireProperties(Optional<String> apiKey, Optional<String> apiSecret,
                      @DefaultValue("60000") int rateLimitPerMinute,
                      @DefaultValue("") String rateLimits,
                      @DefaultValue("1MB") DataSize maxBody,
                      @DefaultValue("30s") Duration bodyDeadline) {

    /** @throws IllegalStateException naming what is not set */
    Credentials credentials() {
        return new Credentials(apiKey.orElseThrow(() -> missing("SWITCHBOARD_API_KEY")),
                apiSecret.orElseThrow(() -> missing("SWITCHBOARD_API_SECRET")));
    }

    /** @throws IllegalArgumentException saying which limit makes no sense */
    RateLimits limits() {
        try {
            return RateLimits.parse(rateLimitPerMinute, rateLimits,
                    Stream.of(Operation.values()).map(Operation::name).collect(Collectors.toSet()));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("SWITCHBOARD_RATE_LIMIT_PER_MINUTE or SWITCHBOARD_RATE_LIMITS is no good: "
                    + wrong.getMessage(), wrong);
        }
    }

    private static IllegalStateException missing(String variable) {
        return new IllegalStateException(variable + " is not set and has no default");
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "WireProperties[apiKey=" + apiKey + ", rateLimitPerMinute=" + rateLimitPerMinute + ", rateLimits=" + rateLimits
                + ", maxBody=" + maxBody
                + ", bodyDeadline=" + bodyDeadline + "]";
    }
}
