package io.switchboard.events.table;

import io.switchboard.events.Cid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * The keys of a call's rows: {@code 'c' cid 0x00 kind rest}. All rows of a call stand together, and within it all
 * rows of a kind. A {@link Cid} holds no zero byte, so keys of different calls never mix.
 *
 * <p>The order rows spell out the contract's member order (rule 11: newest first, then user id), so that a page of
 * members costs the same in a call of ten and of a hundred thousand.
 */
public final class CallKeys {

    /** The first byte of every key made here; stores that keep other rows beside use other first bytes. */
    public static final byte TABLE = 'c';

    private static final byte CORE = 'c';
    private static final byte SETTINGS = 's';
    private static final byte MEMBER = 'm';
    private static final byte MEMBER_ORDER = 'o';

    private CallKeys() {
    }

    public static byte[] core(Cid cid) {
        return key(cid, CORE, 0).array();
    }

    /** Whether the key is that of a call's core row. */
    public static boolean isCore(byte[] key) {
        if (key.length == 0 || key[0] != TABLE) {
            return false;
        }
        // The kind stands behind the first zero byte; further back, an order row may hold any bytes at all.
        int end = endOfCid(key);
        return end == key.length - 2 && key[end + 1] == CORE;
    }

    /** The call a key made here belongs to. */
    public static Cid cid(byte[] key) {
        return Cid.parse(new String(key, 1, endOfCid(key) - 1, StandardCharsets.UTF_8));
    }

    private static int endOfCid(byte[] key) {
        int end = 1;
        while (end < key.length && key[end] != 0) {
            end++;
        }
        return end;
    }

    public static byte[] settings(Cid cid) {
        return key(cid, SETTINGS, 0).array();
    }

    public static byte[] member(Cid cid, String userId) {
        byte[] user = userId.getBytes(StandardCharsets.UTF_8);
        return key(cid, MEMBER, user.length).put(user).array();
    }

    public static byte[] memberOrder(Cid cid, Instant createdAt, String userId) {
        byte[] user = userId.getBytes(StandardCharsets.UTF_8);
        return key(cid, MEMBER_ORDER, Long.BYTES + user.length).putLong(newestFirst(createdAt)).put(user).array();
    }

    /** The user id at the end of a member-order key. */
    static String orderedUser(Cid cid, byte[] key) {
        int prefix = memberOrders(cid).length + Long.BYTES;
        return new String(key, prefix, key.length - prefix, StandardCharsets.UTF_8);
    }

    /** The common beginning of all member rows of a call. */
    static byte[] members(Cid cid) {
        return key(cid, MEMBER, 0).array();
    }

    /** The common beginning of all member-order rows of a call. */
    static byte[] memberOrders(Cid cid) {
        return key(cid, MEMBER_ORDER, 0).array();
    }

    /** The smallest key past all keys that begin so. */
    public static byte[] after(byte[] prefix) {
        for (int i = prefix.length - 1; i >= 0; i--) {
            if (prefix[i] != (byte) 0xff) {
                byte[] end = Arrays.copyOf(prefix, i + 1);
                end[i]++;
                return end;
            }
        }
        throw new IllegalArgumentException("no key follows a prefix of 0xff bytes only");
    }

    /** Nanoseconds since the epoch, flipped so that a later instant sorts first as unsigned bytes. */
    private static long newestFirst(Instant at) {
        return Long.MAX_VALUE - (Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L) + at.getNano());
    }

    private static ByteBuffer key(Cid cid, byte kind, int rest) {
        byte[] name = cid.toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(name.length + 3 + rest).put(TABLE).put(name).put((byte) 0).put(kind);
    }
}
