package io.switchboard.bench.dataset;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * What decides every byte of a data set.
 *
 * @param calls how many
 * @param now   when it was made; nothing in it is later, but for what is planned for the future
 */
public record DataSetSpec(long seed, int calls, Instant now) {

    private static final Duration HISTORY = Duration.ofDays(90);
    private static final int CALLS_PER_USER = 20;
    private static final int FEWEST_USERS = 200;

    /** @throws IllegalArgumentException when there are no calls, or so many that two would be created at once */
    public DataSetSpec {
        if (calls < 1 || calls > 100_000_000) {
            throw new IllegalArgumentException("a data set has 1 to 100000000 calls, not " + calls);
        }
    }

    /** How many users there are; memberships per user stay the same whatever the size. */
    public int users() {
        return Math.max(FEWEST_USERS, calls / CALLS_PER_USER);
    }

    /** Calls are evenly spread over the time before {@link #now}, no two at the same moment. */
    public Instant createdAt(int index) {
        return now.minusMillis(HISTORY.toMillis() * (calls - index) / calls);
    }

    /** Unique per call, and ordered in no way that has to do with time. */
    String callId(int index) {
        return String.format("%016x", mix(mix(seed) + index));
    }

    /** The chance of one call, independent of all others. */
    SplittableRandom random(int index) {
        return new SplittableRandom(mix(seed ^ mix(index)));
    }

    /** Different arguments have different results (a bijection, the finalizer of MurmurHash3). */
    private static long mix(long value) {
        long h = value + 0x9E3779B97F4A7C15L;
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }
}
