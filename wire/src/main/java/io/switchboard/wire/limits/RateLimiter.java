package io.switchboard.wire.limits;

import java.time.InstantSource;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts requests per operation and platform in windows of one minute of the clock (contract §3.4).
 *
 * <p>A bucket is one long: the window's number in the upper bits, the requests used in it in the lower. Taking a
 * permit is one compare-and-set; a request that meets a newer window starts it. Thread-safe, never blocks. The number
 * of buckets is the number of operations and platforms, which no client can raise.
 */
public final class RateLimiter {

    private static final int WINDOW_SECONDS = 60;
    private static final int COUNT_BITS = 24;
    private static final long COUNT_MASK = RateLimits.MAX;

    private final RateLimits limits;
    private final InstantSource clock;
    private final ConcurrentMap<Bucket, AtomicLong> buckets = new ConcurrentHashMap<>();

    public RateLimiter(RateLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Uses one request of the bucket, if one is left. */
    public RateLimit take(String operation, Platform platform) {
        AtomicLong bucket = buckets.computeIfAbsent(new Bucket(operation, platform), key -> new AtomicLong());
        int limit = limits.limit(operation, platform);
        Instant now = clock.instant();
        long window = window(now);
        while (true) {
            long seen = bucket.get();
            // A thread that read the clock before another opened the next window counts in the newer one.
            long current = Math.max(window, seen >>> COUNT_BITS);
            long used = current == seen >>> COUNT_BITS ? seen & COUNT_MASK : 0;
            if (used >= limit) {
                return answer(limit, current, 0, false, now);
            }
            if (bucket.compareAndSet(seen, current << COUNT_BITS | used + 1)) {
                return answer(limit, current, limit - (int) used - 1, true, now);
            }
        }
    }

    /** Looks at the bucket without using it. */
    public RateLimit peek(String operation, Platform platform) {
        AtomicLong bucket = buckets.get(new Bucket(operation, platform));
        Instant now = clock.instant();
        long seen = bucket == null ? 0 : bucket.get();
        long current = Math.max(window(now), seen >>> COUNT_BITS);
        long used = current == seen >>> COUNT_BITS ? seen & COUNT_MASK : 0;
        int limit = limits.limit(operation, platform);
        return answer(limit, current, limit - (int) used, used < limit, now);
    }

    private static long window(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), WINDOW_SECONDS);
    }

    private static RateLimit answer(int limit, long window, int remaining, boolean allowed, Instant now) {
        return new RateLimit(allowed, limit, remaining, (window + 1) * WINDOW_SECONDS, now);
    }

    private record Bucket(String operation, Platform platform) {
    }
}
