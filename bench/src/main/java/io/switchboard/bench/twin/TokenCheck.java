package io.switchboard.bench.twin;

import io.switchboard.events.codec.EventJson;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Checks the API key and the HS256 token of a request, each time anew. Thread-safe. */
@Component
final class TokenCheck {

    private final String apiKey;
    private final Mac prototype;

    TokenCheck(TwinCredentials credentials) throws GeneralSecurityException {
        this.apiKey = credentials.apiKey();
        this.prototype = Mac.getInstance("HmacSHA256");
        prototype.init(new SecretKeySpec(credentials.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    }

    /** @throws Problem when the request may not pass */
    void check(String key, String token) {
        if (!apiKey.equals(key)) {
            throw Problem.unauthorized(2, "api_key not valid");
        }
        if (token == null) {
            throw Problem.unauthorized(5, "no token");
        }
        int afterHeader = token.indexOf('.');
        int afterPayload = token.lastIndexOf('.');
        if (afterHeader < 0 || afterHeader == afterPayload) {
            throw Problem.unauthorized(5, "not a JWT");
        }
        try {
            Base64.Decoder base64 = Base64.getUrlDecoder();
            JsonNode header = EventJson.mapper().readTree(base64.decode(token.substring(0, afterHeader)));
            byte[] said = base64.decode(token.substring(afterPayload + 1));
            if (!"HS256".equals(header.path("alg").asString(""))
                    || !MessageDigest.isEqual(said, signature(token.substring(0, afterPayload)))) {
                throw Problem.unauthorized(43, "signature is not valid");
            }
            JsonNode claims = EventJson.mapper().readTree(base64.decode(token.substring(afterHeader + 1, afterPayload)));
            if (claims.path("exp").asLong(Long.MAX_VALUE) < Instant.now().getEpochSecond()) {
                throw Problem.unauthorized(40, "token is expired");
            }
        } catch (IllegalArgumentException | JacksonException garbage) {
            throw Problem.unauthorized(5, "not a JWT");
        }
    }

    private byte[] signature(String signed) {
        try {
            Mac mac = (Mac) prototype.clone();
            return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's HmacSHA256 can be cloned", e);
        }
    }
}
