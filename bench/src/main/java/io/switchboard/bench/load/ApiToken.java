package io.switchboard.bench.load;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The tokens an application gives out: HS256 JWTs without an end. */
public final class ApiToken {

    private ApiToken() {
    }

    /** @return the token of the application's own server */
    public static String ofServer(String secret) {
        return sign(secret, "{\"server\":true}");
    }

    /** @param userId without characters that JSON would escape */
    public static String ofUser(String secret, String userId) {
        return sign(secret, "{\"user_id\":\"" + userId + "\"}");
    }

    private static String sign(String secret, String claims) {
        String signed = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encode(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return signed + "." + encode(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
