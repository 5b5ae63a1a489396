package io.switchboard.bench.run;

import io.switchboard.bench.load.Endpoint;
import io.switchboard.bench.load.ApiToken;
import java.security.SecureRandom;
import java.util.HexFormat;

/** One application's key and secret, made for this run and given to every server in it. */
public record Credentials(String apiKey, String secret) {

    public static Credentials random() {
        return new Credentials("bench" + hex(6), hex(32));
    }

    public Endpoint endpoint(int port) {
        return new Endpoint("127.0.0.1", port, apiKey, ApiToken.ofServer(secret));
    }

    @Override
    public String toString() {
        return "credentials of " + apiKey;
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
