package io.switchboard.projector.listing;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallSession;
import io.switchboard.events.table.CallTable;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A session that somebody was in, with the call it belongs to.
 *
 * @param callCreatedAt when the call was created
 * @param callLastAt    when something last happened to the call, whatever it was
 */
public record HeldSession(Cid cid, Instant callCreatedAt, Instant callLastAt, CallSession session) {

    /** A session of this call; empty when nobody was in it. */
    static Optional<HeldSession> of(CallCore call, CallSession session) {
        return session.startedAt().isPresent()
                ? Optional.of(new HeldSession(call.cid(), call.createdAt(), call.lastAt(), session)) : Optional.empty();
    }

    /** Shows the sessions of a call, except one that only rang: there is nothing to tell about it. */
    static void each(CallTable table, CallCore call, Consumer<HeldSession> visitor) {
        if (call.session().isEmpty()) {
            return;
        }
        Consumer<CallSession> held = session -> of(call, session).ifPresent(visitor);
        table.eachPastSession(call.cid(), held);
        call.session().ifPresent(held);
    }

    /** When somebody came in first. */
    public Instant startedAt() {
        return session.startedAt().orElseThrow();
    }

    /**
     * Since when its counts stand: when it ended, or, while it goes on, when something last happened to its call. A
     * rating given after the end does not move it, or the stats of a session that is over would never be final.
     */
    public Instant countedAt() {
        return session.endedAt().orElse(callLastAt);
    }
}
