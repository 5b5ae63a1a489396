package io.switchboard.events.call;

import io.switchboard.events.Cid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where {@link CallFold} reads and writes the state of calls, row by row, so that folding an event costs what the
 * event touches and not what the call holds. The writer's store, the projector's store and {@link Call} are three
 * implementations under one fold.
 *
 * <p>Reads see earlier writes of the same fold. Not thread-safe.
 */
public interface CallRows {

    Optional<CallCore> core(Cid cid);

    void putCore(CallCore core);

    /** The complete settings of a call that exists. */
    ObjectNode settings(Cid cid);

    void putSettings(Cid cid, ObjectNode settings);

    Optional<Member> member(Cid cid, String userId);

    void putMember(Cid cid, Member member);

    void removeMember(Cid cid, Member member);

    /** The first members in the contract's order: newest first, then by user id (rule 11). */
    List<Member> newestMembers(Cid cid, int limit);

    /** With which devices the user is in, by their ids. */
    List<Participant> participantsOf(Cid cid, String userId);

    void putParticipant(Cid cid, Participant participant);

    void removeParticipant(Cid cid, Participant participant);

    /** Nobody is in any more. */
    void clearParticipants(Cid cid);

    Optional<Ring> ring(Cid cid, String userId);

    /** How everyone met the ringing of the current or last session, by user id. */
    List<Ring> rings(Cid cid);

    void putRing(Cid cid, Ring ring);

    /** A new session has no ringing yet. */
    void clearRings(Cid cid);

    boolean isBlocked(Cid cid, String userId);

    void putBlocked(Cid cid, String userId, Instant since);

    void removeBlocked(Cid cid, String userId);

    /** What the user may send here in spite of his roles. */
    Optional<SendPermissions> sendPermissions(Cid cid, String userId);

    void putSendPermissions(Cid cid, String userId, SendPermissions permissions);

    /** A session that another has followed. */
    Optional<CallSession> pastSession(Cid cid, String sessionId);

    void putPastSession(Cid cid, CallSession session);

    /** The id of the session the user was in last, so that a session can count whom it has not seen yet. */
    Optional<String> lastVisit(Cid cid, String userId);

    void putLastVisit(Cid cid, String userId, String sessionId);

    void putFeedback(Cid cid, Feedback feedback);

    /** Removes every row of the call but its core. */
    void clear(Cid cid);
}
