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
    private static final byte PARTICIPANT = 'p';
    private static final byte RING = 'r';
    private static final byte BLOCKED = 'b';
    private static final byte SEND_PERMISSIONS = 'g';
    private static final byte PAST_SESSION = 'h';
    private static final byte LAST_VISIT = 'v';
    private static final byte FEEDBACK = 'f';
    /** Between the parts of a key; in no user id and no session id. */
    private static final byte SEPARATOR = 0;

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
        int end = endOfCid(key);
        return end == key.length - 2 && key[end + 1] == CORE;
    }

    /** Whether the key is that of a member's row; the rows that hold the members' order are others. */
    public static boolean isMember(byte[] key) {
        return isNamed(key, MEMBER);
    }

    /** Whether the key is that of the row of a session that another has followed. */
    public static boolean isPastSession(byte[] key) {
        return isNamed(key, PAST_SESSION);
    }

    /** Whether the key is that of a row of feedback. */
    public static boolean isFeedback(byte[] key) {
        return isNamed(key, FEEDBACK);
    }

    private static boolean isNamed(byte[] key, byte kind) {
        if (key.length == 0 || key[0] != TABLE) {
            return false;
        }
        int end = endOfCid(key);
        return end < key.length - 2 && key[end + 1] == kind;
    }

    /** The number at the end of the key of a row of feedback. */
    public static long feedbackSeq(byte[] key) {
        return ByteBuffer.wrap(key, key.length - Long.BYTES, Long.BYTES).getLong();
    }

    /** The call a key made here belongs to. */
    public static Cid cid(byte[] key) {
        return Cid.parse(new String(key, 1, endOfCid(key) - 1, StandardCharsets.UTF_8));
    }

    /** The common beginning of all rows of the call a key made here belongs to. */
    public static byte[] prefix(byte[] key) {
        return Arrays.copyOf(key, endOfCid(key) + 1);
    }

    /** The kind stands behind the first zero byte; further back, an order row may hold any bytes at all. */
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
        return named(cid, MEMBER, userId);
    }

    public static byte[] memberOrder(Cid cid, Instant createdAt, String userId) {
        byte[] user = userId.getBytes(StandardCharsets.UTF_8);
        return key(cid, MEMBER_ORDER, Long.BYTES + user.length).putLong(newestFirst(createdAt)).put(user).array();
    }

    /** The common beginning of the order rows of members who came at this nanosecond since the epoch; earlier is larger. */
    public static byte[] memberOrders(Cid cid, long nanos) {
        return key(cid, MEMBER_ORDER, Long.BYTES).putLong(newestFirst(nanos)).array();
    }

    /** The user id at the end of a member-order key. */
    static String orderedUser(Cid cid, byte[] key) {
        int prefix = memberOrders(cid).length + Long.BYTES;
        return new String(key, prefix, key.length - prefix, StandardCharsets.UTF_8);
    }

    /** The common beginning of all member rows of a call. */
    public static byte[] members(Cid cid) {
        return key(cid, MEMBER, 0).array();
    }

    /** The common beginning of all member-order rows of a call. */
    public static byte[] memberOrders(Cid cid) {
        return key(cid, MEMBER_ORDER, 0).array();
    }

    public static byte[] participant(Cid cid, String userId, String userSessionId) {
        byte[] user = userId.getBytes(StandardCharsets.UTF_8);
        byte[] device = userSessionId.getBytes(StandardCharsets.UTF_8);
        return key(cid, PARTICIPANT, user.length + 1 + device.length).put(user).put(SEPARATOR).put(device).array();
    }

    /** The common beginning of the participant rows of one user. */
    static byte[] participantsOf(Cid cid, String userId) {
        return participant(cid, userId, "");
    }

    /** The common beginning of all participant rows of a call. */
    static byte[] participants(Cid cid) {
        return key(cid, PARTICIPANT, 0).array();
    }

    public static byte[] ring(Cid cid, String userId) {
        return named(cid, RING, userId);
    }

    /** The common beginning of all ring rows of a call. */
    static byte[] rings(Cid cid) {
        return key(cid, RING, 0).array();
    }

    public static byte[] blocked(Cid cid, String userId) {
        return named(cid, BLOCKED, userId);
    }

    /** The common beginning of the rows of all blocked users of a call. */
    static byte[] allBlocked(Cid cid) {
        return key(cid, BLOCKED, 0).array();
    }

    public static byte[] sendPermissions(Cid cid, String userId) {
        return named(cid, SEND_PERMISSIONS, userId);
    }

    public static byte[] pastSession(Cid cid, String sessionId) {
        return named(cid, PAST_SESSION, sessionId);
    }

    /** The common beginning of the rows of all past sessions of a call. */
    static byte[] pastSessions(Cid cid) {
        return key(cid, PAST_SESSION, 0).array();
    }

    public static byte[] lastVisit(Cid cid, String userId) {
        return named(cid, LAST_VISIT, userId);
    }

    public static byte[] feedback(Cid cid, long seq) {
        return key(cid, FEEDBACK, Long.BYTES).putLong(seq).array();
    }

    /** The common beginning of all feedback rows of a call. */
    static byte[] allFeedback(Cid cid) {
        return key(cid, FEEDBACK, 0).array();
    }

    /** The common beginning of all rows of a call. */
    public static byte[] all(Cid cid) {
        byte[] core = core(cid);
        return Arrays.copyOf(core, core.length - 1);
    }

    /** The name at the end of a key that is one kind and one name. */
    public static String nameIn(Cid cid, byte[] key) {
        int prefix = all(cid).length + 1;
        return new String(key, prefix, key.length - prefix, StandardCharsets.UTF_8);
    }

    private static byte[] named(Cid cid, byte kind, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return key(cid, kind, bytes.length).put(bytes).array();
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
        return newestFirst(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L) + at.getNano());
    }

    private static long newestFirst(long nanos) {
        return Long.MAX_VALUE - nanos;
    }

    private static ByteBuffer key(Cid cid, byte kind, int rest) {
        byte[] name = cid.toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(name.length + 3 + rest).put(TABLE).put(name).put((byte) 0).put(kind);
    }
}
