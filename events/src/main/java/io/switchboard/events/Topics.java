package io.switchboard.events;

import java.nio.charset.StandardCharsets;

/**
 * Where facts live, and which partition holds a call. Both are part of the contract: a downstream team may
 * co-partition with {@link #partition(String, int)}, so the partition count of {@link #CALL_EVENTS} never changes.
 */
public final class Topics {

    /** Every fact about every call, keyed by cid, kept forever, never compacted. */
    public static final String CALL_EVENTS = "call-events";
    /** The full current document of each user, keyed by user id, compacted, one partition. */
    public static final String USERS = "users";
    /** The full current document of each call type, keyed by name, compacted, one partition. */
    public static final String CALL_TYPES = "call-types";
    /** The application's settings, keyed by name, compacted, one partition. */
    public static final String APP_SETTINGS = "app-settings";

    private Topics() {
    }

    /** The partition that Kafka's default partitioner chooses for this key among {@code partitions}. */
    public static int partition(String key, int partitions) {
        return (murmur2(key.getBytes(StandardCharsets.UTF_8)) & 0x7fffffff) % partitions;
    }

    /** MurmurHash2, 32 bits, with the seed Kafka uses; written out so that this jar needs no Kafka. */
    static int murmur2(byte[] data) {
        final int m = 0x5bd1e995;
        int h = 0x9747b28c ^ data.length;
        int whole = data.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            int k = (data[i] & 0xff) | (data[i + 1] & 0xff) << 8 | (data[i + 2] & 0xff) << 16 | data[i + 3] << 24;
            k *= m;
            k ^= k >>> 24;
            h = h * m ^ k * m;
        }
        int rest = data.length - whole;
        if (rest > 0) {
            for (int i = rest - 1; i >= 0; i--) {
                h ^= (data[whole + i] & 0xff) << (8 * i);
            }
            h *= m;
        }
        h ^= h >>> 13;
        h *= m;
        return h ^ h >>> 15;
    }
}
