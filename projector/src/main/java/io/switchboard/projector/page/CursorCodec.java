package io.switchboard.projector.page;

import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cursors to text and back. The text is opaque and signed (HMAC-SHA256, 16 bytes of it), so whatever decodes was
 * issued by an instance with the same key. Thread-safe.
 */
public final class CursorCodec {

    private static final byte VERSION = 1;
    /** Added to the direction of a cursor without a place; older cursors all have one and read as they did. */
    private static final int NO_PLACE = Cursor.Direction.values().length;
    private static final int SIGNATURE = 16;
    private static final int MAX_TEXT = 8192;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @param secret at least 32 bytes, the same on every instance */
    public CursorCodec(byte[] secret) {
        if (secret.length < 32) {
            throw new IllegalArgumentException("the cursor key has fewer than 32 bytes");
        }
        // A key of its own, so that a signature here means nothing where the same secret signs other things.
        this.key = new SecretKeySpec(hmac(new SecretKeySpec(secret, ALGORITHM),
                "switchboard cursor".getBytes(StandardCharsets.UTF_8)), ALGORITHM);
    }

    /** The fingerprint of what is asked, to which a cursor is bound. */
    public static long question(String endpoint, Filter filter) {
        try {
            byte[] text = (endpoint + "\n" + filter).getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text)).getLong();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public String encode(Cursor cursor) {
        byte[] body = write(cursor);
        byte[] signed = Arrays.copyOf(body, body.length + SIGNATURE);
        System.arraycopy(hmac(key, body), 0, signed, body.length, SIGNATURE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /** The cursor, or empty when the text was not issued with this key. */
    public Optional<Cursor> decode(String text) {
        if (text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        byte[] signed;
        try {
            signed = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        int length = signed.length - SIGNATURE;
        if (length < 1) {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOf(signed, length);
        byte[] expected = Arrays.copyOf(hmac(key, body), SIGNATURE);
        boolean genuine = MessageDigest.isEqual(expected, Arrays.copyOfRange(signed, length, signed.length));
        return genuine && body[0] == VERSION ? Optional.of(read(body)) : Optional.empty();
    }

    private static byte[] write(Cursor cursor) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte(cursor.direction().ordinal() + (cursor.place().isPresent() ? 0 : NO_PLACE));
            out.writeLong(cursor.question());
            out.writeByte(cursor.keys().size());
            for (int i = 0; i < cursor.keys().size(); i++) {
                out.writeUTF(cursor.keys().get(i).field());
                out.writeBoolean(cursor.keys().get(i).descending());
                if (cursor.place().isPresent()) {
                    writeValue(out, cursor.place().get().values().get(i));
                }
            }
            if (cursor.place().isPresent()) {
                out.writeUTF(cursor.place().get().identity());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Cursor read(byte[] body) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
            in.readByte();
            byte form = in.readByte();
            boolean placed = form < NO_PLACE;
            Cursor.Direction direction = Cursor.Direction.values()[form % NO_PLACE];
            long question = in.readLong();
            int size = in.readByte();
            List<SortKey> keys = new ArrayList<>();
            List<Optional<Value>> values = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                keys.add(new SortKey(in.readUTF(), in.readBoolean()));
                if (placed) {
                    values.add(readValue(in));
                }
            }
            return new Cursor(direction, question, keys,
                    placed ? Optional.of(new Order.Place(values, in.readUTF())) : Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException("a genuine cursor of this version cannot be read", e);
        }
    }

    private static void writeValue(DataOutputStream out, Optional<Value> value) throws IOException {
        switch (value.orElse(null)) {
            case null -> out.writeByte('-');
            case Value.Text text -> {
                out.writeByte('s');
                out.writeUTF(text.text());
            }
            case Value.Time time -> {
                out.writeByte('t');
                out.writeLong(time.nanos());
            }
            case Value.Flag flag -> {
                out.writeByte('b');
                out.writeBoolean(flag.set());
            }
            case Value.Number number -> {
                out.writeByte('n');
                out.writeDouble(number.number());
            }
        }
    }

    private static Optional<Value> readValue(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case '-' -> Optional.empty();
            case 's' -> Optional.of(new Value.Text(in.readUTF()));
            case 't' -> Optional.of(new Value.Time(in.readLong()));
            case 'b' -> Optional.of(new Value.Flag(in.readBoolean()));
            case 'n' -> Optional.of(new Value.Number(in.readDouble()));
            default -> throw new IOException("no kind of value: " + kind);
        };
    }

    private static byte[] hmac(SecretKeySpec key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
