package io.switchboard.standalone;

import io.switchboard.wire.auth.Tokens;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What {@code up} prints when ready. Never the secret itself. */
final class Greeting {

    /** What is printed may end up in a log. */
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private Greeting() {
    }

    static String of(Standalone standalone, StandaloneOptions options, Instant now) {
        String url = standalone.baseUrl(options.host());
        String key = standalone.credentials().apiKey();
        SecretFile file = standalone.secretFile();
        String secret = file.secretFromEnvironment()
                ? "from " + SecretFile.SECRET_VARIABLE + " in the environment"
                : "in " + file.path();
        return """

                Switchboard is ready.

                  Base URL    %s
                  API key     %s
                  API secret  %s
                  Kafka       %s  (topic call-events)

                Create a call (the token in this line is good for an hour):

                  curl -X POST '%s/api/v2/video/call/default/my-first-call?api_key=%s' \\
                    -H 'Authorization: %s' -H 'stream-auth-type: jwt' -H 'Content-Type: application/json' \\
                    -d '{"data":{"created_by_id":"john"}}'

                Ctrl-C stops it.
                """.formatted(url, key, secret, standalone.bootstrapServers(), url,
                URLEncoder.encode(key, StandardCharsets.UTF_8),
                Tokens.signServer(standalone.credentials().secret(), now, Optional.of(TOKEN_LIFE)));
    }
}
