package io.switchboard.command.task;

import io.switchboard.events.codec.EventJson;
import io.switchboard.wire.auth.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;

/**
 * Task ids. Where Stream starts a task, Switchboard has done the work before it answers; what is left to tell is that
 * it is done. So the id is the receipt itself: what was done and when, signed with the application's secret. Nothing
 * is stored, every instance can read it, and it does not expire. Thread-safe.
 */
public final class Receipts {

    private static final String HMAC = "HmacSHA256";
    private static final String PURPOSE = "switchboard task receipt 1";
    private static final int SIGNATURE_BYTES = 16;
    private static final int MAX_LENGTH = 1_024;
    private static final char SEPARATOR = '.';

    private final SecretKeySpec key;

    public Receipts(Credentials credentials) {
        byte[] secret = credentials.secret().getBytes(StandardCharsets.UTF_8);
        key = new SecretKeySpec(hmac(new SecretKeySpec(secret, HMAC), PURPOSE), HMAC);
    }

    /**
     * Work that is done.
     *
     * @param done the things it was done to, by name, when the caller is to learn them
     */
    public record Receipt(List<String> done, Instant at) {
    }

    /** @param done as in {@link Receipt} */
    public String issue(List<String> done, Instant at) {
        String text = Base64.getUrlEncoder().withoutPadding()
                .encodeToString(EventJson.mapper().writeValueAsBytes(new Receipt(done, at)));
        return text + SEPARATOR + signature(text);
    }

    /** Empty when this application never issued such an id. */
    public Optional<Receipt> read(String id) {
        int end = id.lastIndexOf(SEPARATOR);
        if (end < 0 || id.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String text = id.substring(0, end);
        byte[] given = id.substring(end + 1).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, signature(text).getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        try {
            return Optional.of(EventJson.mapper().readValue(Base64.getUrlDecoder().decode(text), Receipt.class));
        } catch (IllegalArgumentException | JacksonException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    private String signature(String text) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(Arrays.copyOf(hmac(key, text), SIGNATURE_BYTES));
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + HMAC, impossible);
        }
    }
}
