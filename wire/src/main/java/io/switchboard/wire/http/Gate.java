package io.switchboard.wire.http;

import io.switchboard.wire.auth.Caller;
import io.switchboard.wire.auth.CallerPolicy;
import io.switchboard.wire.auth.Credentials;
import io.switchboard.wire.auth.TokenVerifier;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Lets a request in or refuses it (contract §3.1): first the app's key, then the token, then whether an endpoint is
 * open to such a caller, then whether the application still wants him. Thread-safe.
 */
final class Gate {

    static final String API_KEY = "api_key";

    private final byte[] apiKey;
    private final TokenVerifier tokens;
    private final List<CallerPolicy> policies;

    Gate(Credentials credentials, List<CallerPolicy> policies) {
        this.policies = List.copyOf(policies);
        apiKey = credentials.apiKey().getBytes(StandardCharsets.UTF_8);
        tokens = new TokenVerifier(credentials);
    }

    /**
     * @param authType the header {@code stream-auth-type}; {@code jwt} when missing
     * @param token    the header {@code Authorization}
     * @throws ApiException codes 2, 5, 17, 40 to 43
     */
    Caller admit(Access access, Optional<String> key, Optional<String> authType, Optional<String> token, Instant now) {
        checkKey(key);
        Caller caller = caller(access, authType.orElse("jwt"), token.filter(text -> !text.isBlank()), now);
        if (access == Access.SERVER_ONLY && caller instanceof Caller.User user) {
            throw new ApiException(ApiError.notAllowed("User '" + user.id()
                    + "' is not allowed to do this, it needs a server token"));
        }
        if (caller instanceof Caller.User user && caller != Caller.ANONYMOUS) {
            for (CallerPolicy policy : policies) {
                policy.refusal(user).ifPresent(error -> {
                    throw new ApiException(error);
                });
            }
        }
        return caller;
    }

    private void checkKey(Optional<String> key) {
        if (key.filter(text -> !text.isEmpty()).isEmpty()) {
            throw new ApiException(ApiError.of(ErrorCode.ACCESS_KEY, "api_key or app_id not provided"));
        }
        if (!MessageDigest.isEqual(apiKey, key.get().getBytes(StandardCharsets.UTF_8))) {
            throw new ApiException(ApiError.of(ErrorCode.ACCESS_KEY, "api_key not valid"));
        }
    }

    private Caller caller(Access access, String authType, Optional<String> token, Instant now) {
        return switch (authType) {
            case "jwt" -> token.isEmpty() && access == Access.ANYONE
                    ? Caller.ANONYMOUS
                    : tokens.verify(token.orElse(""), now);
            case "anonymous" -> {
                if (access != Access.ANYONE) {
                    throw refuse("stream-auth-type anonymous is not enough here, send a token");
                }
                yield Caller.ANONYMOUS;
            }
            default -> throw refuse("stream-auth-type must be jwt or anonymous");
        };
    }

    private static ApiException refuse(String reason) {
        return new ApiException(ApiError.of(ErrorCode.AUTHENTICATION, reason));
    }
}
