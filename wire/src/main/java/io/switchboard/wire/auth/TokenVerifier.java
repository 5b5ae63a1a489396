package io.switchboard.wire.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACVerifier;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.error.ErrorCode;
import java.text.ParseException;
import java.time.Instant;

/**
 * Tells who a token stands for. Accepts HS256 under the app's secret and nothing else; the signature is compared in
 * constant time and before any claim is looked at. Thread-safe.
 *
 * <p>Clients send the same token with every request, so what a good signature covers is remembered, within a bound, by
 * the token's whole text. Its times are checked every time.
 */
public final class TokenVerifier {

    /** Characters of tokens remembered. */
    private static final long REMEMBERED = 8 << 20;

    private final MACVerifier signatures;
    private final Cache<String, TokenClaims> verified = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED).weigher((String token, TokenClaims claims) -> token.length()).build();

    /** @throws IllegalArgumentException when the secret cannot be used */
    public TokenVerifier(Credentials credentials) {
        try {
            signatures = new MACVerifier(credentials.secret());
        } catch (JOSEException refused) {
            throw new IllegalArgumentException("the secret cannot verify tokens: " + refused.getMessage(), refused);
        }
    }

    /**
     * @param token the raw JWT
     * @throws ApiException code 5 for what is no HS256 token, 43 for a foreign signature, 40 expired, 41 not valid yet,
     *                      42 issued in the future
     */
    public Caller verify(String token, Instant now) {
        if (token.isBlank()) {
            throw refuse(ErrorCode.AUTHENTICATION, "token not provided");
        }
        if (token.startsWith("Bearer ")) {
            throw refuse(ErrorCode.AUTHENTICATION, "send the token without 'Bearer '");
        }
        TokenClaims claims = verified.getIfPresent(token);
        if (claims == null) {
            claims = signed(token);
            verified.put(token, claims);
        }
        return claims.callerAt(now);
    }

    private TokenClaims signed(String token) {
        JWSObject parsed = parse(token);
        if (!JWSAlgorithm.HS256.equals(parsed.getHeader().getAlgorithm())) {
            throw refuse(ErrorCode.AUTHENTICATION, "the token must be signed with HS256");
        }
        try {
            if (!parsed.verify(signatures)) {
                throw refuse(ErrorCode.BAD_SIGNATURE, "signature is not valid");
            }
        } catch (JOSEException unusable) {
            throw refuse(ErrorCode.AUTHENTICATION, "token is malformed");
        }
        return TokenClaims.read(parsed.getPayload().toBytes());
    }

    private static JWSObject parse(String token) {
        try {
            return JWSObject.parse(token);
        } catch (ParseException malformed) {
            throw refuse(ErrorCode.AUTHENTICATION, "token is malformed");
        }
    }

    static ApiException refuse(ErrorCode code, String reason) {
        return new ApiException(ApiError.of(code, "JWTAuth error: " + reason));
    }
}
