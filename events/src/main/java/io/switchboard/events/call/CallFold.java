package io.switchboard.events.call;

import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.MemberData;
import io.switchboard.events.Cid;
import io.switchboard.events.EventEnvelope;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.codec.HashChain;
import java.time.Instant;
import java.util.Optional;

/**
 * The fold: the only place that says what an event does to a call. Live writes, replay, the projector and consumers
 * all go through {@link #apply}. Pure but for the rows it is given; the same events give the same rows everywhere.
 */
public final class CallFold {

    private CallFold() {
    }

    /**
     * Folds one event into the rows of its call. An event already folded (its seq is not past the call's) changes
     * nothing, so that applying a stretch of the log twice is harmless.
     *
     * @return whether the event was new
     * @throws BrokenHistoryException when the event is not the call's next one, does not refer to its last one, or
     *                                speaks of members as they are not; the rows may then be half written
     */
    public static boolean apply(StoredEvent stored, CallRows rows) {
        EventEnvelope e = stored.envelope();
        Optional<CallCore> known = rows.core(e.cid());
        long seq = known.map(CallCore::seq).orElse(0L);
        if (e.seq() <= seq) {
            return false;
        }
        String expectedHash = known.map(CallCore::lastHash).orElse(HashChain.ROOT);
        if (e.seq() != seq + 1 || !e.prevHash().equals(expectedHash)) {
            throw new BrokenHistoryException("event " + e.seq() + " of " + e.cid() + " does not follow event " + seq
                    + (e.seq() == seq + 1 ? ": it refers to other bytes than those stored" : ""));
        }
        CallCore next = switch (e.event()) {
            case CallEvent.CallCreated created -> create(e, created, rows);
            case CallEvent.CallUpdated updated -> update(existing(known, e), e.time(), updated, rows);
            case CallEvent.MembersUpdated members -> members(existing(known, e), e.time(), members, rows);
            case CallEvent.CallEnded ended -> existing(known, e).ended(e.time());
            case CallEvent.Unknown unknown -> existing(known, e);
        };
        rows.putCore(next.at(e.seq(), stored.hash()));
        return true;
    }

    private static CallCore existing(Optional<CallCore> known, EventEnvelope e) {
        return known.orElseThrow(() -> new BrokenHistoryException(
                "the first event of " + e.cid() + " is a " + e.event().typeName() + ", not a CallCreated"));
    }

    private static CallCore create(EventEnvelope e, CallEvent.CallCreated created, CallRows rows) {
        if (e.seq() != 1) {
            throw new BrokenHistoryException(e.cid() + " was created a second time, by event " + e.seq());
        }
        Instant now = e.time();
        rows.putSettings(e.cid(), created.settings());
        created.members().forEach(m -> join(e.cid(), m, now, rows));
        return new CallCore(e.cid(), 0, HashChain.ROOT, created.createdBy(), now, now, created.startsAt(),
                Optional.empty(), created.custom(), created.team(), created.backstage(), created.channelCid(),
                created.members().size());
    }

    private static CallCore update(CallCore core, Instant now, CallEvent.CallUpdated updated, CallRows rows) {
        updated.settingsOverride().ifPresent(override ->
                rows.putSettings(core.cid(), Settings.merge(rows.settings(core.cid()), override)));
        return core.updated(now, updated.custom().orElse(core.custom()), updated.startsAt().or(core::startsAt));
    }

    private static CallCore members(CallCore core, Instant now, CallEvent.MembersUpdated change, CallRows rows) {
        Cid cid = core.cid();
        change.added().forEach(m -> join(cid, m, now, rows));
        change.updated().forEach(m -> {
            Member before = member(rows, cid, m.userId());
            rows.putMember(cid, new Member(m.userId(), m.role(), m.custom(), before.createdAt(), now));
        });
        change.removed().forEach(userId -> rows.removeMember(cid, member(rows, cid, userId)));
        return core.withMembers(now, core.members() + change.added().size() - change.removed().size());
    }

    private static void join(Cid cid, MemberData data, Instant now, CallRows rows) {
        if (rows.member(cid, data.userId()).isPresent()) {
            throw new BrokenHistoryException(
                    "an event adds member '" + data.userId() + "' to " + cid + ", who is one already");
        }
        rows.putMember(cid, new Member(data.userId(), data.role(), data.custom(), now, now));
    }

    private static Member member(CallRows rows, Cid cid, String userId) {
        return rows.member(cid, userId).orElseThrow(() -> new BrokenHistoryException(
                "an event changes member '" + userId + "' of " + cid + ", who is none"));
    }
}
