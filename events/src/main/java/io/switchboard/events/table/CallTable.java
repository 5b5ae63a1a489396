package io.switchboard.events.table;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallDetails;
import io.switchboard.events.call.CallRows;
import io.switchboard.events.call.CallSession;
import io.switchboard.events.call.Feedback;
import io.switchboard.events.call.Member;
import io.switchboard.events.call.Participant;
import io.switchboard.events.call.Ring;
import io.switchboard.events.call.SendPermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls of one partition as documents under keys: what {@link io.switchboard.events.call.CallFold} writes, and
 * the reads that need more than one. As thread-safe as the documents it stands on.
 */
public final class CallTable implements CallRows {

    private static final byte[] NOTHING = {};
    /** Up to so many members are cheaper to read and sort than to find in order one by one. */
    private static final int READ_AT_ONCE = 128;

    private final Documents documents;

    public CallTable(Rows rows) {
        this(new RowDocuments(rows));
    }

    public CallTable(Documents documents) {
        this.documents = documents;
    }

    @Override
    public Optional<CallCore> core(Cid cid) {
        return documents.get(CallKeys.core(cid), CallCore.class);
    }

    /** What a core row holds. */
    public static CallCore core(byte[] value) {
        return RowDocuments.decode(value, CallCore.class);
    }

    @Override
    public void putCore(CallCore core) {
        documents.put(CallKeys.core(core.cid()), core);
    }

    @Override
    public ObjectNode settings(Cid cid) {
        return documents.get(CallKeys.settings(cid), ObjectNode.class).orElseThrow(
                () -> new IllegalStateException(cid + " has no settings row"));
    }

    @Override
    public void putSettings(Cid cid, ObjectNode settings) {
        documents.put(CallKeys.settings(cid), settings);
    }

    @Override
    public Optional<Member> member(Cid cid, String userId) {
        return documents.get(CallKeys.member(cid, userId), Member.class);
    }

    @Override
    public void putMember(Cid cid, Member member) {
        documents.put(CallKeys.member(cid, member.userId()), member);
        documents.put(CallKeys.memberOrder(cid, member.createdAt(), member.userId()), NOTHING);
    }

    @Override
    public void removeMember(Cid cid, Member member) {
        documents.delete(CallKeys.member(cid, member.userId()));
        documents.delete(CallKeys.memberOrder(cid, member.createdAt(), member.userId()));
    }

    @Override
    public List<Member> newestMembers(Cid cid, int limit) {
        List<Member> page = new ArrayList<>(Math.min(limit, 128));
        if (limit == 0) {
            return page;
        }
        List<String> users = new ArrayList<>();
        byte[] orders = CallKeys.memberOrders(cid);
        documents.scanKeys(orders, key -> {
            users.add(CallKeys.orderedUser(cid, key));
            return users.size() < limit;
        });
        users.forEach(user -> page.add(member(cid, user).orElseThrow(
                () -> new IllegalStateException("member '" + user + "' of " + cid + " has an order row only"))));
        return page;
    }

    /** As {@link #newestMembers(Cid, int)}, of a call whose core is known: a small one's rows are read in one go. */
    public List<Member> newestMembers(CallCore core, int limit) {
        if (core.members() == 0) {
            return List.of();
        }
        if (core.members() > READ_AT_ONCE) {
            return newestMembers(core.cid(), limit);
        }
        List<Member> members = all(CallKeys.members(core.cid()), Member.class, Integer.MAX_VALUE);
        // Rows are in the order of user ids, and sorting keeps it where times are the same.
        members.sort(Comparator.comparing(Member::createdAt).reversed());
        return members.subList(0, Math.min(limit, members.size()));
    }

    @Override
    public List<Participant> participantsOf(Cid cid, String userId) {
        return all(CallKeys.participantsOf(cid, userId), Participant.class, Integer.MAX_VALUE);
    }

    @Override
    public void putParticipant(Cid cid, Participant participant) {
        documents.put(CallKeys.participant(cid, participant.userId(), participant.userSessionId()), participant);
    }

    @Override
    public void removeParticipant(Cid cid, Participant participant) {
        documents.delete(CallKeys.participant(cid, participant.userId(), participant.userSessionId()));
    }

    @Override
    public void clearParticipants(Cid cid) {
        deleteAll(CallKeys.participants(cid), key -> true);
    }

    /** The first participants, by user id. */
    public List<Participant> participants(Cid cid, int limit) {
        return all(CallKeys.participants(cid), Participant.class, limit);
    }

    @Override
    public Optional<Ring> ring(Cid cid, String userId) {
        return documents.get(CallKeys.ring(cid, userId), Ring.class);
    }

    @Override
    public List<Ring> rings(Cid cid) {
        return all(CallKeys.rings(cid), Ring.class, Integer.MAX_VALUE);
    }

    @Override
    public void putRing(Cid cid, Ring ring) {
        documents.put(CallKeys.ring(cid, ring.userId()), ring);
    }

    @Override
    public void clearRings(Cid cid) {
        deleteAll(CallKeys.rings(cid), key -> true);
    }

    @Override
    public boolean isBlocked(Cid cid, String userId) {
        return documents.get(CallKeys.blocked(cid, userId), Instant.class).isPresent();
    }

    @Override
    public void putBlocked(Cid cid, String userId, Instant since) {
        documents.put(CallKeys.blocked(cid, userId), since);
    }

    @Override
    public void removeBlocked(Cid cid, String userId) {
        documents.delete(CallKeys.blocked(cid, userId));
    }

    /** The first blocked users, by id. */
    public List<String> blocked(Cid cid, int limit) {
        List<String> users = new ArrayList<>();
        byte[] blocked = CallKeys.allBlocked(cid);
        if (limit > 0) {
            documents.scanKeys(blocked, key -> {
                users.add(CallKeys.nameIn(cid, key));
                return users.size() < limit;
            });
        }
        return users;
    }

    @Override
    public Optional<SendPermissions> sendPermissions(Cid cid, String userId) {
        return documents.get(CallKeys.sendPermissions(cid, userId), SendPermissions.class);
    }

    @Override
    public void putSendPermissions(Cid cid, String userId, SendPermissions permissions) {
        documents.put(CallKeys.sendPermissions(cid, userId), permissions);
    }

    @Override
    public Optional<CallSession> pastSession(Cid cid, String sessionId) {
        return documents.get(CallKeys.pastSession(cid, sessionId), CallSession.class);
    }

    @Override
    public void putPastSession(Cid cid, CallSession session) {
        documents.put(CallKeys.pastSession(cid, session.id()), session);
    }

    /** Shows every session that another has followed. */
    public void eachPastSession(Cid cid, Consumer<CallSession> visitor) {
        each(CallKeys.pastSessions(cid), CallSession.class, visitor);
    }

    @Override
    public Optional<String> lastVisit(Cid cid, String userId) {
        return documents.get(CallKeys.lastVisit(cid, userId), String.class);
    }

    @Override
    public void putLastVisit(Cid cid, String userId, String sessionId) {
        documents.put(CallKeys.lastVisit(cid, userId), sessionId);
    }

    @Override
    public void putFeedback(Cid cid, Feedback feedback) {
        documents.put(CallKeys.feedback(cid, feedback.seq()), feedback);
    }

    /** Shows all feedback on the call, in the order in which it was given. */
    public void eachFeedback(Cid cid, Consumer<Feedback> visitor) {
        each(CallKeys.allFeedback(cid), Feedback.class, visitor);
    }

    @Override
    public void clear(Cid cid) {
        deleteAll(CallKeys.all(cid), key -> !CallKeys.isCore(key));
    }

    private <T> List<T> all(byte[] prefix, Class<T> type, int limit) {
        List<T> found = new ArrayList<>();
        if (limit > 0) {
            documents.scan(prefix, type, document -> {
                found.add(document);
                return found.size() < limit;
            });
        }
        return found;
    }

    private <T> void each(byte[] prefix, Class<T> type, Consumer<T> visitor) {
        documents.scan(prefix, type, document -> {
            visitor.accept(document);
            return true;
        });
    }

    private void deleteAll(byte[] prefix, Predicate<byte[]> which) {
        List<byte[]> keys = new ArrayList<>();
        documents.scanKeys(prefix, key -> {
            if (which.test(key)) {
                keys.add(key);
            }
            return true;
        });
        keys.forEach(documents::delete);
    }

    /** The call as answers show it, however many people are in it; empty when it is not there or deleted. */
    public Optional<CallDetails> details(Cid cid) {
        return core(cid).filter(core -> core.deletedAt().isEmpty()).map(core -> new CallDetails(core, settings(cid),
                core.ongoing() ? participants(cid, CallDetails.MOST_SHOWN) : List.of(),
                core.session().isPresent() ? all(CallKeys.rings(cid), Ring.class, CallDetails.MOST_SHOWN) : List.of(),
                core.blocked() > 0 ? blocked(cid, CallDetails.MOST_SHOWN) : List.of()));
    }

    /** Shows every member, by user id, until the visitor has seen enough. */
    public void eachMember(Cid cid, Predicate<Member> visitor) {
        documents.scan(CallKeys.members(cid), Member.class, visitor);
    }
}
