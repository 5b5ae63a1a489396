package io.switchboard.events.testing;

import io.switchboard.events.Actor;
import io.switchboard.events.CallEvent;
import io.switchboard.events.Cid;
import io.switchboard.events.EventEnvelope;
import io.switchboard.events.RequestRef;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.codec.HashChain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The events of one call as a right writer appends them: dense, chained, through the codec. Not thread-safe. */
public final class CallHistory {

    /** When the first event happens, unless the test says otherwise; each later one a second after. */
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final EventCodec codec = EventCodec.standard();
    private final Cid cid;
    private final List<StoredEvent> events = new ArrayList<>();

    public CallHistory(Cid cid) {
        this.cid = cid;
    }

    /** When event number {@code seq} happens, unless the test says otherwise. */
    public static Instant time(long seq) {
        return START.plusSeconds(seq - 1);
    }

    public CallHistory append(CallEvent event) {
        return append(event, time(events.size() + 1));
    }

    public CallHistory append(CallEvent event, Instant time) {
        return append(next(event, time));
    }

    /** Appends what a wrong writer wrote. */
    public CallHistory append(EventEnvelope envelope) {
        events.add(stored(envelope));
        return this;
    }

    /** The envelope a right writer would append now. */
    public EventEnvelope next(CallEvent event, Instant time) {
        long seq = events.size() + 1;
        String prevHash = events.isEmpty() ? HashChain.ROOT : events.getLast().hash();
        return new EventEnvelope("event-" + seq, cid, seq, time, new Actor.Server(),
                new RequestRef("request-" + seq, "fingerprint"), prevHash, event);
    }

    public StoredEvent stored(EventEnvelope envelope) {
        return codec.decode(codec.encode(envelope));
    }

    public Cid cid() {
        return cid;
    }

    public int size() {
        return events.size();
    }

    /** The events so far, live. */
    public List<StoredEvent> events() {
        return events;
    }
}
