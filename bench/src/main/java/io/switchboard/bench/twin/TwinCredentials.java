package io.switchboard.bench.twin;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may use the twin.
 *
 * @param apiKey the one application
 * @param secret signs its tokens
 */
@ConfigurationProperties("twin")
public record TwinCredentials(String apiKey, String secret) {

    public TwinCredentials {
        if (apiKey == null || secret == null) {
            throw new IllegalArgumentException("TWIN_API_KEY and TWIN_SECRET must be set");
        }
    }

    @Override
    public String toString() {
        return "credentials of " + apiKey;
    }
}
