package io.switchboard.events.call;

import io.switchboard.events.Cid;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of a call whose size does not depend on how many people are in it. Settings, members, participants and
 * whatever else there may be many of are rows of their own, see {@link CallRows}.
 *
 * @param seq       of the last event folded; also the call's version for {@code If-Match}
 * @param lastHash  of the last event folded; what the next one refers to
 * @param lastAt    time of the last event folded; the next one is no earlier
 * @param updatedAt when a property, the members or who is blocked last changed; coming and going does not count
 * @param members   how many there are now
 * @param blocked   how many users are blocked now
 * @param session   the current session, or the last one; empty before the first
 * @param deletedAt when it was deleted; of such a call nothing but this row is left
 */
public record CallCore(Cid cid, long seq, String lastHash, Instant lastAt, String createdBy, Instant createdAt,
                       Instant updatedAt, Optional<Instant> startsAt, Optional<Instant> endedAt, ObjectNode custom,
                       Optional<String> team, boolean backstage, Optional<String> channelCid, int members, int blocked,
                       Optional<CallSession> session, Optional<Instant> deletedAt) {

    /** A call that was never held. */
    public CallCore(Cid cid, long seq, String lastHash, String createdBy, Instant createdAt, Instant updatedAt,
                    Optional<Instant> startsAt, Optional<Instant> endedAt, ObjectNode custom, Optional<String> team,
                    boolean backstage, Optional<String> channelCid, int members) {
        this(cid, seq, lastHash, updatedAt, createdBy, createdAt, updatedAt, startsAt, endedAt, custom, team, backstage,
                channelCid, members, 0, Optional.empty(), Optional.empty());
    }

    /** The session that people can be in, be it only ringing yet. */
    public Optional<CallSession> currentSession() {
        return session.filter(s -> s.endedAt().isEmpty());
    }

    /** Whether anybody is in it: what queries call {@code ongoing}. */
    public boolean ongoing() {
        return session.filter(CallSession::ongoing).isPresent();
    }

    CallCore at(long newSeq, String newHash, Instant time) {
        return new CallCore(cid, newSeq, newHash, time, createdBy, createdAt, updatedAt, startsAt, endedAt, custom, team,
                backstage, channelCid, members, blocked, session, deletedAt);
    }

    CallCore updated(Instant time, ObjectNode newCustom, Optional<Instant> newStartsAt) {
        return new CallCore(cid, seq, lastHash, lastAt, createdBy, createdAt, time, newStartsAt, endedAt, newCustom, team,
                backstage, channelCid, members, blocked, session, deletedAt);
    }

    CallCore ended(Instant time) {
        return new CallCore(cid, seq, lastHash, lastAt, createdBy, createdAt, time, startsAt, Optional.of(time), custom,
                team, backstage, channelCid, members, blocked, session, deletedAt);
    }

    CallCore withMembers(Instant time, int count) {
        return new CallCore(cid, seq, lastHash, lastAt, createdBy, createdAt, time, startsAt, endedAt, custom, team,
                backstage, channelCid, count, blocked, session, deletedAt);
    }

    CallCore withBlocked(Instant time, int count) {
        return new CallCore(cid, seq, lastHash, lastAt, createdBy, createdAt, time, startsAt, endedAt, custom, team,
                backstage, channelCid, members, count, session, deletedAt);
    }

    CallCore withBackstage(Instant time, boolean hidden) {
        return new CallCore(cid, seq, lastHash, lastAt, createdBy, createdAt, time, startsAt, endedAt, custom, team,
                hidden, channelCid, members, blocked, session, deletedAt);
    }

    CallCore with(CallSession newSession) {
        return new CallCore(cid, seq, lastHash, lastAt, createdBy, createdAt, updatedAt, startsAt, endedAt, custom, team,
                backstage, channelCid, members, blocked, Optional.of(newSession), deletedAt);
    }

    CallCore deleted(Instant time) {
        return new CallCore(cid, seq, lastHash, lastAt, createdBy, createdAt, time, startsAt, endedAt, custom, team,
                backstage, channelCid, 0, 0, Optional.empty(), Optional.of(time));
    }
}
