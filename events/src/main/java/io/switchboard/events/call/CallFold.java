package io.switchboard.events.call;

import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.MemberData;
import io.switchboard.events.Cid;
import io.switchboard.events.EventEnvelope;
import io.switchboard.events.StoredEvent;
import io.switchboard.events.codec.HashChain;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The fold: the only place that says what an event does to a call. Live writes, replay, the projector and consumers
 * all go through {@link #apply}. Pure but for the rows it is given; the same events give the same rows everywhere.
 * What happens in a session is {@link SessionFold}'s part.
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
     *                                speaks of members or participants as they are not; the rows may then be half
     *                                written
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
        CallCore next = e.event() instanceof CallEvent.CallCreated created ? create(e, created, known, rows)
                : change(existing(known, e), e.time(), e.event(), rows);
        rows.putCore(next.at(e.seq(), stored.hash(), e.time()));
        return true;
    }

    private static CallCore existing(Optional<CallCore> known, EventEnvelope e) {
        CallCore core = known.orElseThrow(() -> new BrokenHistoryException(
                "the first event of " + e.cid() + " is a " + e.event().typeName() + ", not a CallCreated"));
        if (core.deletedAt().isPresent() && !(e.event() instanceof CallEvent.Unknown)) {
            throw new BrokenHistoryException(
                    "event " + e.seq() + ", a " + e.event().typeName() + ", changes " + e.cid() + ", which is deleted");
        }
        return core;
    }

    private static CallCore change(CallCore core, Instant now, CallEvent event, CallRows rows) {
        return switch (event) {
            case CallEvent.CallCreated created -> throw new IllegalArgumentException("a call is created only once");
            case CallEvent.CallUpdated updated -> update(core, now, updated, rows);
            case CallEvent.MembersUpdated members -> members(core, now, members, rows);
            case CallEvent.CallEnded ended -> core.ended(now);
            case CallEvent.CallDeleted deleted -> delete(core, now, rows);
            case CallEvent.CallRung rung -> SessionFold.rung(core, rung, rows);
            case CallEvent.CallAccepted accepted -> SessionFold.accepted(core, now, accepted, rows);
            case CallEvent.CallRejected rejected -> SessionFold.rejected(core, now, rejected, rows);
            case CallEvent.CallMissed missed -> SessionFold.missed(core, now, missed, rows);
            case CallEvent.SessionStarted started -> SessionFold.started(core, now, started, rows);
            case CallEvent.ParticipantJoined joined -> SessionFold.joined(core, now, joined, rows);
            case CallEvent.ParticipantLeft left -> SessionFold.left(core, left, rows);
            case CallEvent.SessionEnded ended -> SessionFold.ended(core, now, ended, rows);
            case CallEvent.CallWentLive live -> SessionFold.live(core.withBackstage(now, false), now);
            case CallEvent.CallStoppedLive stopped -> SessionFold.notLive(core.withBackstage(now, true), now);
            case CallEvent.UserBlocked blocked -> block(core, now, blocked, rows);
            case CallEvent.UserUnblocked unblocked -> unblock(core, now, unblocked, rows);
            case CallEvent.UserPermissionsUpdated changed -> permissions(core, changed, rows);
            case CallEvent.FeedbackSubmitted feedback -> SessionFold.rated(core, now, feedback, rows);
            case CallEvent.CallNotified fact -> core;
            case CallEvent.UserKicked fact -> core;
            case CallEvent.UsersMuted fact -> core;
            case CallEvent.PermissionRequested fact -> core;
            case CallEvent.ReactionSent fact -> core;
            case CallEvent.ParticipantPinned fact -> core;
            case CallEvent.ParticipantUnpinned fact -> core;
            case CallEvent.CustomEventSent fact -> core;
            case CallEvent.Unknown fact -> core;
        };
    }

    /** The first event, or one after a deletion: the call is new, its sequence goes on. */
    private static CallCore create(EventEnvelope e, CallEvent.CallCreated created, Optional<CallCore> known,
                                   CallRows rows) {
        if (known.isPresent() && known.get().deletedAt().isEmpty()) {
            throw new BrokenHistoryException(e.cid() + " was created a second time, by event " + e.seq());
        }
        Instant now = e.time();
        rows.putSettings(e.cid(), created.settings());
        Set<String> enrolled = new HashSet<>();
        for (MemberData member : created.members()) {
            // A new call has no members, so there is no row to look for.
            if (!enrolled.add(member.userId())) {
                throw new BrokenHistoryException(
                        "an event adds member '" + member.userId() + "' to " + e.cid() + " twice");
            }
            rows.putMember(e.cid(), new Member(member.userId(), member.role(), member.custom(), now, now));
        }
        return new CallCore(e.cid(), 0, HashChain.ROOT, created.createdBy(), now, now, created.startsAt(),
                Optional.empty(), created.custom(), created.team(), created.backstage(), created.channelCid(),
                created.members().size());
    }

    private static CallCore update(CallCore core, Instant now, CallEvent.CallUpdated updated, CallRows rows) {
        CallCore next = core.updated(now, updated.custom().orElse(core.custom()), updated.startsAt().or(core::startsAt));
        if (updated.settingsOverride().isEmpty()) {
            return next;
        }
        rows.putSettings(core.cid(), Settings.merge(rows.settings(core.cid()), updated.settingsOverride().get()));
        return SessionFold.timed(next, rows);
    }

    private static CallCore members(CallCore core, Instant now, CallEvent.MembersUpdated change, CallRows rows) {
        Cid cid = core.cid();
        change.added().forEach(m -> enrol(cid, m, now, rows));
        change.updated().forEach(m -> {
            Member before = member(rows, cid, m.userId());
            rows.putMember(cid, new Member(m.userId(), m.role(), m.custom(), before.createdAt(), now));
        });
        change.removed().forEach(userId -> rows.removeMember(cid, member(rows, cid, userId)));
        return core.withMembers(now, core.members() + change.added().size() - change.removed().size());
    }

    private static CallCore delete(CallCore core, Instant now, CallRows rows) {
        rows.clear(core.cid());
        return core.deleted(now);
    }

    private static CallCore block(CallCore core, Instant now, CallEvent.UserBlocked blocked, CallRows rows) {
        if (rows.isBlocked(core.cid(), blocked.userId())) {
            throw new BrokenHistoryException("'" + blocked.userId() + "' is blocked twice in " + core.cid());
        }
        rows.putBlocked(core.cid(), blocked.userId(), now);
        return core.withBlocked(now, core.blocked() + 1);
    }

    private static CallCore unblock(CallCore core, Instant now, CallEvent.UserUnblocked unblocked, CallRows rows) {
        if (!rows.isBlocked(core.cid(), unblocked.userId())) {
            throw new BrokenHistoryException("'" + unblocked.userId() + "' is unblocked in " + core.cid()
                    + " without having been blocked");
        }
        rows.removeBlocked(core.cid(), unblocked.userId());
        return core.withBlocked(now, core.blocked() - 1);
    }

    private static CallCore permissions(CallCore core, CallEvent.UserPermissionsUpdated changed, CallRows rows) {
        SendPermissions before = rows.sendPermissions(core.cid(), changed.userId()).orElseGet(SendPermissions::none);
        rows.putSendPermissions(core.cid(), changed.userId(), before.changed(changed.granted(), changed.revoked()));
        return core;
    }

    private static void enrol(Cid cid, MemberData data, Instant now, CallRows rows) {
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
