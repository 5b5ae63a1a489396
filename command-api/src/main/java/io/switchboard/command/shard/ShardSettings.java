package io.switchboard.command.shard;

import java.time.Duration;

/**
 * How a shard paces itself.
 *
 * @param maxBatch      commands in one transaction at most
 * @param queueCapacity commands that may wait; further ones are refused as overloaded
 * @param callTimeout   how long a command waits for its answer at most
 * @param follow        whether a shard that is not the owner reads along, to take over quickly
 * @param readWait      how long one read of the log waits for records
 * @param minBackoff    the pause after the first failure in a row; it doubles with each further one
 * @param maxBackoff    the longest such pause
 * @param maxAttempts   how often a command is tried when the log certainly refused it
 * @param gather        the longest that a shard which is busy waits for more commands before it starts a batch
 * @param trust         for how long after the last proof of ownership answers that write nothing are given without a
 *                      look at the log end
 */
public record ShardSettings(int maxBatch, int queueCapacity, Duration callTimeout, boolean follow, Duration readWait,
                            Duration minBackoff, Duration maxBackoff, int maxAttempts, Duration gather, Duration trust) {

    public ShardSettings {
        if (maxBatch < 1 || queueCapacity < 1 || maxAttempts < 1) {
            throw new IllegalArgumentException("maxBatch, queueCapacity and maxAttempts are at least 1");
        }
        if (!callTimeout.isPositive() || !minBackoff.isPositive() || maxBackoff.compareTo(minBackoff) < 0) {
            throw new IllegalArgumentException("callTimeout and minBackoff are positive, maxBackoff is no less");
        }
    }

    public static ShardSettings defaults() {
        return new ShardSettings(512, 8_192, Duration.ofSeconds(10), true, Duration.ofMillis(500),
                Duration.ofMillis(20), Duration.ofSeconds(2), 3, Duration.ofMillis(5), Duration.ofSeconds(1));
    }
}
