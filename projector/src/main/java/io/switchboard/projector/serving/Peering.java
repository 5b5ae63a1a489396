package io.switchboard.projector.serving;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How instances of this application reach each other.
 *
 * @param host  where others reach this instance; travels through Kafka with its partitions
 * @param port  there, and the one it listens on
 * @param token what instances show each other; made of the application's secret, says nothing about it
 */
public record Peering(String host, int port, String token) {

    static final String HEADER = "X-Switchboard-Peer";

    /** @param secret the application's, the same on every instance */
    public static Peering of(String host, int port, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return new Peering(host, port,
                    HexFormat.of().formatHex(mac.doFinal("switchboard peer".getBytes(StandardCharsets.UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /**
     * @param address host:port
     * @throws IllegalArgumentException when it is not
     */
    public static Peering at(String address, byte[] secret) {
        int colon = address.lastIndexOf(':');
        if (colon < 1 || !address.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("SWITCHBOARD_ADDRESS must be host:port, not '" + address + "'");
        }
        return of(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)), secret);
    }

    boolean accepts(String shown) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    /** As Streams publishes it. */
    public String address() {
        return host + ":" + port;
    }

    @Override
    public String toString() {
        return address();
    }
}
