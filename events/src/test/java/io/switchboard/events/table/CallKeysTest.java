package io.switchboard.events.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.events.Cid;
import io.switchboard.events.testing.RandomSeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Properties of the keys that scans and stores rely on. */
class CallKeysTest {

    private static final Cid CID = new Cid("default", "a");
    private static final String ALPHABET = "abcmos:\u0001~é\uffee";
    private static final int ROUNDS = 100_000;

    private final RandomGenerator random = RandomSeed.generator("CallKeysTest");

    @Test
    void aMembersRowIsToldFromEveryOther() {
        assertThat(CallKeys.isMember(CallKeys.member(CID, "m"))).isTrue();
        assertThat(CallKeys.isMember(CallKeys.member(CID, "o\u0000m"))).isTrue();
        for (byte[] other : List.of(CallKeys.core(CID), CallKeys.settings(CID), CallKeys.participant(CID, "m", "m"),
                CallKeys.memberOrder(CID, Instant.ofEpochSecond(0, 'm'), "m"), CallKeys.ring(CID, "m"),
                CallKeys.blocked(CID, "m"), CallKeys.sendPermissions(CID, "m"), CallKeys.pastSession(CID, "m"),
                CallKeys.lastVisit(CID, "m"), CallKeys.feedback(CID, 'm'),
                CallKeys.members(CID), new byte[0], new byte[] {'x', 0, 'm', 'm'})) {
            assertThat(CallKeys.isMember(other)).as(new String(other)).isFalse();
        }
    }

    @Test
    void onlyTheCoreKeyIsACoreKey() {
        assertThat(CallKeys.isCore(CallKeys.core(CID))).isTrue();
        assertThat(CallKeys.isCore(CallKeys.settings(CID))).isFalse();
        assertThat(CallKeys.isCore(CallKeys.members(CID))).isFalse();
        assertThat(CallKeys.isCore(CallKeys.memberOrders(CID))).isFalse();
        assertThat(CallKeys.isCore(CallKeys.lastVisit(CID, "c"))).isFalse();
        assertThat(CallKeys.isCore(CallKeys.feedback(CID, 'c'))).as("ends in 0x00, 'c'").isFalse();
    }

    @Test
    void feedbackStandsInTheOrderInWhichItWasGiven() {
        for (long seq : new long[] {0, 0xff, 0xffff, Integer.MAX_VALUE}) {
            assertThat(Arrays.compareUnsigned(CallKeys.feedback(CID, seq), CallKeys.feedback(CID, seq + 1))).isNegative();
        }
    }

    @Test
    void anOrderKeyThatEndsLikeACoreKeyIsNone() {
        // Long.MAX_VALUE ends in 0xff, so these nanoseconds make the flipped time end in 0x00, before user 'c'.
        byte[] key = CallKeys.memberOrder(CID, Instant.ofEpochSecond(0, 0xff), "c");
        assertThat(key).endsWith(0x00, 'c');
        assertThat(CallKeys.isCore(key)).isFalse();
    }

    @Test
    void anOrderKeyWhoseTimeEndsLikeACoreKeyIsNone() {
        byte[] key = CallKeys.memberOrder(CID, Instant.ofEpochSecond(0, 0xff00 | 0xff - 'c'), "");
        assertThat(key).endsWith(0x00, 'c');
        assertThat(CallKeys.isCore(key)).isFalse();
    }

    @Test
    void aMemberKeyWithZeroCharactersIsNoCoreKey() {
        assertThat(CallKeys.isCore(CallKeys.member(CID, "\0c"))).isFalse();
        assertThat(CallKeys.isCore(CallKeys.memberOrder(CID, Instant.EPOCH, "x\0c"))).isFalse();
    }

    @Test
    void foreignKeysAreNoCoreKeys() {
        for (byte[] key : new byte[][] {{}, {'c'}, {'c', 0}, {0, 'c'}, {'t', 'a', 0, 'c'}, {'c', 'a'}, {'c', 'a', 0}}) {
            assertThat(CallKeys.isCore(key)).as(Arrays.toString(key)).isFalse();
        }
    }

    @Test
    void noRandomMemberOrOrderKeyIsACoreKey() {
        for (int i = 0; i < ROUNDS; i++) {
            Cid cid = randomCid();
            String user = randomText(0);
            long nanos = (random.nextLong() & ~0xffL | 0xff) & Long.MAX_VALUE;
            assertThat(CallKeys.isCore(CallKeys.core(cid))).isTrue();
            assertThat(CallKeys.isCore(CallKeys.member(cid, user))).isFalse();
            assertThat(CallKeys.isCore(CallKeys.memberOrder(cid, Instant.ofEpochSecond(0, nanos), user))).isFalse();
        }
    }

    @Test
    void everyKeyTellsItsCall() {
        for (int i = 0; i < ROUNDS; i++) {
            Cid cid = randomCid();
            keys(cid, randomText(0)).forEach(key -> assertThat(CallKeys.cid(key)).isEqualTo(cid));
        }
    }

    @Test
    void anOrderKeyTellsItsUser() {
        for (int i = 0; i < ROUNDS; i++) {
            Cid cid = randomCid();
            String user = randomText(0);
            assertThat(CallKeys.orderedUser(cid, CallKeys.memberOrder(cid, randomTime(), user))).isEqualTo(user);
        }
    }

    @Test
    void rowsOfDifferentCallsNeitherMixNorFallUnderEachOthersPrefixes() {
        for (int i = 0; i < ROUNDS; i++) {
            Cid one = randomCid();
            Cid other = random.nextBoolean() ? randomCid() : new Cid(one.type(), one.id() + randomText(1));
            if (one.equals(other)) {
                continue;
            }
            List<byte[]> ones = sorted(keys(one, randomText(0)));
            List<byte[]> others = sorted(keys(other, randomText(0)));
            boolean apart = Arrays.compareUnsigned(ones.getLast(), others.getFirst()) < 0
                    || Arrays.compareUnsigned(others.getLast(), ones.getFirst()) < 0;
            assertThat(apart).as("keys of %s and of %s stand apart", one, other).isTrue();
            for (byte[] prefix : List.of(CallKeys.members(one), CallKeys.memberOrders(one), CallKeys.core(one))) {
                assertThat(others).noneMatch(key -> startsWith(key, prefix));
            }
        }
    }

    @Test
    void rowsOfDifferentKindsOfOneCallDoNotFallUnderEachOthersPrefixes() {
        for (int i = 0; i < ROUNDS; i++) {
            Cid cid = randomCid();
            String user = randomText(0);
            assertThat(startsWith(CallKeys.member(cid, user), CallKeys.members(cid))).isTrue();
            assertThat(startsWith(CallKeys.memberOrder(cid, randomTime(), user), CallKeys.memberOrders(cid))).isTrue();
            assertThat(startsWith(CallKeys.member(cid, user), CallKeys.memberOrders(cid))).isFalse();
            assertThat(startsWith(CallKeys.memberOrder(cid, randomTime(), user), CallKeys.members(cid))).isFalse();
            assertThat(startsWith(CallKeys.core(cid), CallKeys.members(cid))).isFalse();
            assertThat(startsWith(CallKeys.settings(cid), CallKeys.members(cid))).isFalse();
        }
    }

    @Test
    void orderKeysOrderByNewestAndThenByUser() {
        for (int i = 0; i < ROUNDS; i++) {
            Instant at = randomTime();
            Instant then = random.nextInt(4) == 0 ? at : randomTime();
            String user = randomText(0);
            String other = randomText(0);
            int expected = then.equals(at) ? compare(user, other) : then.compareTo(at);
            int actual = Arrays.compareUnsigned(CallKeys.memberOrder(CID, at, user),
                    CallKeys.memberOrder(CID, then, other));
            assertThat(Integer.signum(actual)).isEqualTo(Integer.signum(expected));
        }
    }

    @Test
    void timesBeforeTheEpochStillOrder() {
        assertThat(Arrays.compareUnsigned(CallKeys.memberOrder(CID, Instant.ofEpochSecond(1), "a"),
                CallKeys.memberOrder(CID, Instant.ofEpochSecond(-1), "a"))).isNegative();
    }

    @Test
    void afterAPrefixComesTheSmallestKeyPastIt() {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] prefix = randomBytes(1 + random.nextInt(4));
            if (allOnes(prefix)) {
                continue;
            }
            byte[] after = CallKeys.after(prefix);
            byte[] key = randomBytes(random.nextInt(6));
            boolean within = Arrays.compareUnsigned(prefix, key) <= 0 && Arrays.compareUnsigned(key, after) < 0;
            assertThat(within).isEqualTo(startsWith(key, prefix));
        }
    }

    @Test
    void afterAPrefixThatEndsInOnesComesAShorterKey() {
        assertThat(CallKeys.after(new byte[] {1, -1, -1})).containsExactly(2);
        assertThat(CallKeys.after(new byte[] {0x7f})).containsExactly(0x80);
        assertThatThrownBy(() -> CallKeys.after(new byte[] {-1, -1})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CallKeys.after(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    private List<byte[]> keys(Cid cid, String user) {
        return List.of(CallKeys.core(cid), CallKeys.settings(cid), CallKeys.members(cid), CallKeys.memberOrders(cid),
                CallKeys.member(cid, user), CallKeys.memberOrder(cid, randomTime(), user));
    }

    private static List<byte[]> sorted(List<byte[]> keys) {
        List<byte[]> sorted = new ArrayList<>(keys);
        sorted.sort(Arrays::compareUnsigned);
        return sorted;
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(prefix, 0, prefix.length, key, 0, prefix.length);
    }

    private static int compare(String user, String other) {
        return Arrays.compare(user.codePoints().toArray(), other.codePoints().toArray());
    }

    private static boolean allOnes(byte[] bytes) {
        for (byte b : bytes) {
            if (b != -1) {
                return false;
            }
        }
        return true;
    }

    private Cid randomCid() {
        return new Cid(randomText(1).replace(':', 'x'), randomText(1));
    }

    private String randomText(int atLeast) {
        StringBuilder text = new StringBuilder();
        for (int i = atLeast + random.nextInt(4); i > 0; i--) {
            int pick = random.nextInt(ALPHABET.length() + 1);
            text.append(pick == ALPHABET.length() ? "😀" : ALPHABET.substring(pick, pick + 1));
        }
        return text.toString();
    }

    private Instant randomTime() {
        return Instant.ofEpochSecond(random.nextLong(1L << 33), random.nextInt(1_000_000_000));
    }

    /** Mostly the bytes at the edges, where an off-by-one would show. */
    private byte[] randomBytes(int length) {
        byte[] edges = {0, 1, 0x7f, -128, -2, -1};
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = edges[random.nextInt(edges.length)];
        }
        return bytes;
    }
}
