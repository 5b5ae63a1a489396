package io.switchboard.command.shard;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counters of one shard since its start, for whatever collects them. Written by the shard's thread, read by any; the
 * numbers are each exact, but not of one moment.
 */
public final class ShardMetrics {

    final LongAdder commands = new LongAdder();
    final LongAdder failedCommands = new LongAdder();
    final LongAdder timers = new LongAdder();
    final LongAdder commits = new LongAdder();
    final LongAdder records = new LongAdder();
    final LongAdder replayed = new LongAdder();
    final LongAdder claims = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder fenced = new LongAdder();
    final LongAdder unknown = new LongAdder();
    final LongAdder reloads = new LongAdder();
    volatile int largestBatch;

    /** Commands decided and answered, those of timers included. */
    public long commands() {
        return commands.sum();
    }

    /** Commands whose decision threw. */
    public long failedCommands() {
        return failedCommands.sum();
    }

    /** Commands made from due timers. */
    public long timers() {
        return timers.sum();
    }

    /** Batches written to the log; {@code commands / commits} is the mean batch. */
    public long commits() {
        return commits.sum();
    }

    /** Records written to the log. */
    public long records() {
        return records.sum();
    }

    /** Records read from the log and replayed. */
    public long replayed() {
        return replayed.sum();
    }

    /** How often this instance fenced the log. */
    public long claims() {
        return claims.sum();
    }

    /** Batches that the log certainly refused. */
    public long rejected() {
        return rejected.sum();
    }

    /** Batches refused because another owner was active. */
    public long fenced() {
        return fenced.sum();
    }

    /** Batches whose outcome had to be read from the log. */
    public long unknown() {
        return unknown.sum();
    }

    /** How often the rows were thrown away and read from the log again. */
    public long reloads() {
        return reloads.sum();
    }

    /** Commands in the largest batch so far. */
    public int largestBatch() {
        return largestBatch;
    }
}
