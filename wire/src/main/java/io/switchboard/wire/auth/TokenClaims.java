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

/**
 * The claims of a token whose signature is known to be good.
 *
 * @param caller    whom it stands for
 * @param expires   {@code exp}, unix seconds
 * @param notBefore {@code nbf}
 * @param issued    {@code iat}
 */
record TokenClaims(Caller caller, Optional<BigDecimal> expires, Optional<BigDecimal> notBefore,
                   Optional<BigDecimal> issued) {

    /** How far the clock of whoever made the token may run ahead of ours (contract rule 5). */
    private static final Duration SKEW = Duration.ofSeconds(10);
    private static final int MAX_CALLS = 1000;
    private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_799L);

    static TokenClaims read(byte[] payload) {
        try {
            ObjectNode claims = JsonReader.readObject(payload);
            // A user_id of null is a mistake of whoever made the token, and must not make it a server's.
            Caller caller = claims.has("user_id")
                    ? user(JsonBody.of(claims), time(claims, "iat")) : new Caller.Server();
            return new TokenClaims(caller, time(claims, "exp"), time(claims, "nbf"), time(claims, "iat"));
        } catch (ApiException refused) {
            if (refused.error().code() == ErrorCode.INPUT) {
                throw refuse(ErrorCode.AUTHENTICATION, "token claims: " + refused.error().reason());
            }
            throw refused;
        }
    }

    /**
     * @return the caller, if the token is good at this time
     * @throws ApiException codes 40 to 42
     */
    Caller callerAt(Instant now) {
        BigDecimal latest = seconds(now.plus(SKEW));
        expires.filter(exp -> exp.compareTo(seconds(now)) <= 0).ifPresent(exp -> {
            throw refuse(ErrorCode.TOKEN_EXPIRED, "token is expired (exp)");
        });
        notBefore.filter(nbf -> nbf.compareTo(latest) > 0).ifPresent(nbf -> {
            throw refuse(ErrorCode.TOKEN_NOT_YET_VALID, "token not valid yet (nbf)");
        });
        issued.filter(iat -> iat.compareTo(latest) > 0).ifPresent(iat -> {
            throw refuse(ErrorCode.TOKEN_FROM_FUTURE, "token used before issue at (iat)");
        });
        return caller;
    }

    private static Caller.User user(JsonBody claims, Optional<BigDecimal> issued) {
        return new Caller.User(Ids.userId("user_id", claims.requiredString("user_id")), claims.optionalString("role"),
                claims.strings("call_cids", MAX_CALLS), issued.map(TokenClaims::instant));
    }

    /** Whole seconds, as tokens have them; what no clock can say is the nearest that it can. */
    private static Instant instant(BigDecimal seconds) {
        return Instant.ofEpochSecond(seconds.max(BigDecimal.ZERO).min(LATEST).longValue());
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
