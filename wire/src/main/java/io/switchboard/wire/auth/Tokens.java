package io.switchboard.wire.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the tokens that {@link TokenVerifier} accepts. Stateless. */
public final class Tokens {

    private static final JWSHeader HEADER = new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();

    private Tokens() {
    }

    /** A token of the application's own server. It does not expire. */
    public static String signServer(String secret, Instant now) {
        return signServer(secret, now, Optional.empty());
    }

    /** A token of the application's own server; without {@code ttl} it does not expire. */
    public static String signServer(String secret, Instant now, Optional<Duration> ttl) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("server", true);
        claims.put("iat", now.getEpochSecond());
        ttl.ifPresent(life -> claims.put("exp", now.plus(life).getEpochSecond()));
        return sign(secret, claims);
    }

    /** A token of a user; without {@code ttl} it does not expire. */
    public static String signUser(String secret, String userId, Instant now, Optional<Duration> ttl) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("user_id", userId);
        claims.put("iat", now.getEpochSecond());
        ttl.ifPresent(life -> claims.put("exp", now.plus(life).getEpochSecond()));
        return sign(secret, claims);
    }

    /** @throws IllegalArgumentException when the secret is shorter than 32 bytes */
    private static String sign(String secret, Map<String, Object> claims) {
        JWSObject token = new JWSObject(HEADER, new Payload(claims));
        try {
            token.sign(new MACSigner(secret));
        } catch (JOSEException refused) {
            throw new IllegalArgumentException("the secret cannot sign tokens: " + refused.getMessage(), refused);
        }
        return token.serialize();
    }
}
