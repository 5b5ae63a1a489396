package io.switchboard.bench.spine;

import io.switchboard.bench.load.Endpoint;
import io.switchboard.bench.load.ServerToken;
import java.security.SecureRandom;
import java.util.HexFormat;

/** One application's key and secret, made for this run and given to every server in it. */
record Credentials(String apiKey, String secret) {

    static Credentials random() {
        return new Credentials("bench" + hex(6), hex(32));
    }

    Endpoint endpoint(int port) {
        return new Endpoint("127.0.0.1", port, apiKey, ServerToken.sign(secret));
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
