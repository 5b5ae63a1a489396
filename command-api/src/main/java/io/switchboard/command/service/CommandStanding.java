package io.switchboard.command.service;

import io.switchboard.command.shard.Lifecycle;
import io.switchboard.command.shard.Shard;
import java.util.List;
import java.util.Optional;

/**
 * What keeps the write side of an instance from being ready, at one moment.
 *
 * @param joined   whether it is a member of the group, and so knows which partitions are its own
 * @param unserved those of its own that it does not serve
 */
record CommandStanding(boolean joined, List<Unserved> unserved) {

    /**
     * A shard that should serve and does not.
     *
     * @param offset   the next one it applies
     * @param claimEnd up to where it reads, 0 while it does not know
     * @param failure  why it is FAILED
     */
    record Unserved(String name, Lifecycle lifecycle, long offset, long claimEnd, Optional<Throwable> failure) {

        static Unserved of(Shard<?, ?> shard) {
            return new Unserved(shard.name(), shard.lifecycle(), shard.offset(), shard.claimEnd(), shard.failure());
        }
    }

    boolean ready() {
        return joined && unserved.isEmpty();
    }
}
