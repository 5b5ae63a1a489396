package io.switchboard.command.shard;

import java.time.Duration;
import java.time.Instant;

/**
 * When a shard starts its next batch. A commit costs the broker and every reader of the log the same whether it carries
 * one command or fifty, so a busy shard waits a moment for more: no longer than its last commit took, and only when the
 * last batch had more than one command, so that a lone caller never waits for company. The shard's thread only.
 */
final class Gathering {

    private final Duration most;
    private final int maxBatch;
    private int lastBatch;
    private Duration lastCommit = Duration.ZERO;
    private Instant until = Instant.MAX;

    Gathering(Duration most, int maxBatch) {
        this.most = most;
        this.maxBatch = maxBatch;
    }

    /** A batch of so many commands was committed. */
    void committed(int commands, Duration took) {
        lastBatch = commands;
        lastCommit = took;
    }

    /** @return how long to wait for more before these are run; zero: run them now */
    Duration left(Instant now, int waiting) {
        if (until.equals(Instant.MAX)) {
            until = now.plus(lastCommit.compareTo(most) < 0 ? lastCommit : most);
        }
        Duration left = Duration.between(now, until);
        if (waiting > 0 && lastBatch > 1 && waiting < Math.min(maxBatch, 2 * lastBatch) && left.isPositive()
                && left.compareTo(most) <= 0) {
            return left;
        }
        until = Instant.MAX;
        return Duration.ZERO;
    }
}
