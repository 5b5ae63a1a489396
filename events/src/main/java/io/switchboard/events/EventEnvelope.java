package io.switchboard.events;

import java.time.Instant;

/**
 * One fact with its provenance: what the log stores as a CloudEvents 1.0 document.
 *
 * @param id       UUIDv7, unique
 * @param cid      the call, CloudEvents {@code subject} and record key
 * @param seq      1, 2, 3 … per call, dense
 * @param time     when it was decided; never earlier than the call's previous event
 * @param actor    who caused it
 * @param request  through which request
 * @param prevHash SHA-256, lower-case hex, of the stored bytes of the call's previous event; empty for the first
 * @param event    what happened
 */
public record EventEnvelope(String id, Cid cid, long seq, Instant time, Actor actor, RequestRef request,
                            String prevHash, CallEvent event) {
}
