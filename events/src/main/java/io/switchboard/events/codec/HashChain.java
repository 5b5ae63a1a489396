package io.switchboard.events.codec;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash that links an event to the one before it, which makes a removed or altered event visible. */
public final class HashChain {

    /** What the first event of a call refers to. */
    public static final String ROOT = "";

    private HashChain() {
    }

    /** SHA-256 of the bytes, lower-case hex. */
    public static String hash(byte[] stored) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stored));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
