package io.switchboard.wire.auth;

import static io.switchboard.wire.auth.TokenVerifier.refuse;

import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.error.ErrorCode;
import io.switchboard.wire.json.Ids;
import io.switchboard.wire.json.JsonBody;
import io.switchboard.wire.json.JsonReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The claims of a token whose signature is known to be good. */
final class TokenClaims {

    /** How far the clock of whoever made the token may run ahead of ours (contract rule 5). */
    private static final Duration SKEW = Duration.ofSeconds(10);
    private static final int MAX_CALLS = 1000;

    private TokenClaims() {
    }

    static Caller read(byte[] payload, Instant now) {
        ObjectNode claims;
        try {
            claims = JsonReader.readObject(payload);
            checkTimes(claims, now);
            // A user_id of null is a mistake of whoever made the token, and must not make it a server's.
            return claims.has("user_id") ? user(JsonBody.of(claims)) : new Caller.Server();
        } catch (ApiException refused) {
            if (refused.error().code() == ErrorCode.INPUT) {
                throw refuse(ErrorCode.AUTHENTICATION, "token claims: " + refused.error().reason());
            }
            throw refused;
        }
    }

    private static void checkTimes(ObjectNode claims, Instant now) {
        BigDecimal latest = seconds(now.plus(SKEW));
        time(claims, "exp").filter(exp -> exp.compareTo(seconds(now)) <= 0).ifPresent(exp -> {
            throw refuse(ErrorCode.TOKEN_EXPIRED, "token is expired (exp)");
        });
        time(claims, "nbf").filter(nbf -> nbf.compareTo(latest) > 0).ifPresent(nbf -> {
            throw refuse(ErrorCode.TOKEN_NOT_YET_VALID, "token not valid yet (nbf)");
        });
        time(claims, "iat").filter(iat -> iat.compareTo(latest) > 0).ifPresent(iat -> {
            throw refuse(ErrorCode.TOKEN_FROM_FUTURE, "token used before issue at (iat)");
        });
    }

    private static Caller.User user(JsonBody claims) {
        return new Caller.User(Ids.userId("user_id", claims.requiredString("user_id")), claims.optionalString("role"),
                claims.strings("call_cids", MAX_CALLS));
    }

    private static Optional<BigDecimal> time(ObjectNode claims, String name) {
        JsonNode value = claims.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isNumber()) {
            throw refuse(ErrorCode.AUTHENTICATION, "token claims: " + name + " must be a number");
        }
        return Optional.of(value.decimalValue());
    }

    private static BigDecimal seconds(Instant time) {
        return BigDecimal.valueOf(time.getEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9));
    }
}
