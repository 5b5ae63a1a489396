package io.switchboard.command.request;

import java.time.Instant;

/** Where ids of events come from; injected, so that simulations repeat. Thread-safe. */
@FunctionalInterface
public interface EventIds {

    /** A new UUIDv7 for an event decided at this time. */
    String next(Instant now);
}
