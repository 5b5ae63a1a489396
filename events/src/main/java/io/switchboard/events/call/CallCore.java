package io.switchboard.events.call;

import io.switchboard.events.Cid;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of a call whose size does not depend on how many members it has. Settings and members are rows of
 * their own, see {@link CallRows}.
 *
 * @param seq      of the last event folded; also the call's version for {@code If-Match}
 * @param lastHash of the last event folded; what the next one refers to
 * @param members  how many there are now
 */
public record CallCore(Cid cid, long seq, String lastHash, String createdBy, Instant createdAt, Instant updatedAt,
                       Optional<Instant> startsAt, Optional<Instant> endedAt, ObjectNode custom,
                       Optional<String> team, boolean backstage, Optional<String> channelCid, int members) {

    CallCore at(long newSeq, String newHash) {
        return new CallCore(cid, newSeq, newHash, createdBy, createdAt, updatedAt, startsAt, endedAt, custom, team,
                backstage, channelCid, members);
    }

    CallCore updated(Instant time, ObjectNode newCustom, Optional<Instant> newStartsAt) {
        return new CallCore(cid, seq, lastHash, createdBy, createdAt, time, newStartsAt, endedAt, newCustom, team,
                backstage, channelCid, members);
    }

    CallCore ended(Instant time) {
        return new CallCore(cid, seq, lastHash, createdBy, createdAt, time, startsAt, Optional.of(time), custom, team,
                backstage, channelCid, members);
    }

    CallCore withMembers(Instant time, int count) {
        return new CallCore(cid, seq, lastHash, createdBy, createdAt, time, startsAt, endedAt, custom, team,
                backstage, channelCid, count);
    }
}
