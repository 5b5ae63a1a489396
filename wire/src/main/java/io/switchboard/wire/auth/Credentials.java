package io.switchboard.wire.auth;

import java.nio.charset.StandardCharsets;

/**
 * The app's key and the secret its tokens are signed with. There is no default for either.
 *
 * @param secret at least 32 bytes in UTF-8, as HS256 demands
 */
public record Credentials(String apiKey, String secret) {

    private static final int MIN_SECRET_BYTES = 32;

    /** @throws IllegalArgumentException when the key is blank or the secret too short; it never names the secret */
    public Credentials {
        if (apiKey.isBlank()) {
            throw new IllegalArgumentException("the API key is empty");
        }
        if (secret.getBytes(StandardCharsets.UTF_8).length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("the API secret is shorter than " + MIN_SECRET_BYTES + " bytes");
        }
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "Credentials[apiKey=" + apiKey + ", secret=(hidden)]";
    }
}
