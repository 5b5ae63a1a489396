package io.switchboard.command.shard;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a {@link Shard} is in its life. Each state knows the states it may be entered from, so that a wrong step is
 * an error where it happens and not a riddle later.
 */
public enum Lifecycle {

    /** Somebody else's partition: read along, so that taking over is quick. Commands are refused. */
    FOLLOWING {
        @Override
        Set<Lifecycle> predecessors() {
            return EnumSet.of(CLAIMING, SERVING);
        }
    },

    /** Becoming the only writer: fence, then read to the log end. Commands wait. */
    CLAIMING {
        @Override
        Set<Lifecycle> predecessors() {
            return EnumSet.of(FOLLOWING, SERVING);
        }
    },

    /** The only writer, as far as it knows; the log refuses it when it no longer is. */
    SERVING {
        @Override
        Set<Lifecycle> predecessors() {
            return EnumSet.of(CLAIMING);
        }
    },

    /** Cannot go on without an operator: the log does not fold, or the local store cannot be written. */
    FAILED {
        @Override
        Set<Lifecycle> predecessors() {
            return EnumSet.of(FOLLOWING, CLAIMING, SERVING);
        }
    },

    /** Stopped for good; store and log are closed. */
    CLOSED {
        @Override
        Set<Lifecycle> predecessors() {
            return EnumSet.of(FOLLOWING, CLAIMING, SERVING, FAILED);
        }
    };

    abstract Set<Lifecycle> predecessors();

    /** The state itself, if it may follow {@code before}. */
    Lifecycle after(Lifecycle before) {
        if (!predecessors().contains(before)) {
            throw new IllegalStateException("a shard cannot go from " + before + " to " + this);
        }
        return this;
    }
}
