package io.switchboard.command.service;

import io.switchboard.command.request.EventIds;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** UUIDs of version 7 (RFC 9562): milliseconds first, so that ids sort by time, then 74 random bits. Thread-safe. */
public final class UuidV7Ids implements EventIds {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final RandomGenerator random;

    public UuidV7Ids() {
        this(new SecureRandom());
    }

    /** @param random thread-safe */
    public UuidV7Ids(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public String next(Instant now) {
        long high = now.toEpochMilli() << 16 | VERSION_7 | random.nextLong() & 0x0fffL;
        long low = VARIANT | random.nextLong() & 0x3fff_ffff_ffff_ffffL;
        return new UUID(high, low).toString();
    }
}
