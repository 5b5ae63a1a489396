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
import io.switchboard.events.codec.EventJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls of one partition as rows of a byte store: what {@link io.switchboard.events.call.CallFold} writes, and
 * the reads that need more than one row. Values are JSON. As thread-safe as the rows it stands on.
 */
public final class CallTable implements CallRows {

    private static final byte[] NOTHING = {};
    /** Up to so many members are cheaper to read and sort than to find in order one by one. */
    private static final int READ_AT_ONCE = 128;

    private final Rows rows;
    private final JsonMapper json = EventJson.mapper();

    public CallTable(Rows rows) {
        this.rows = rows;
    }

    @Override
    public Optional<CallCore> core(Cid cid) {
        return rows.get(CallKeys.core(cid)).map(CallTable::core);
    }

    /** What a core row holds. */
    public static CallCore core(byte[] value) {
        return EventJson.mapper().readValue(value, CallCore.class);
    }

    @Override
    public void putCore(CallCore core) {
        rows.put(CallKeys.core(core.cid()), json.writeValueAsBytes(core));
    }

    @Override
    public ObjectNode settings(Cid cid) {
        return rows.get(CallKeys.settings(cid)).map(SettingsTree::of).orElseThrow(
                () -> new IllegalStateException(cid + " has no settings row"));
    }

    @Override
    public void putSettings(Cid cid, ObjectNode settings) {
        rows.put(CallKeys.settings(cid), json.writeValueAsBytes(settings));
    }

    @Override
    public Optional<Member> member(Cid cid, String userId) {
        return rows.get(CallKeys.member(cid, userId)).map(this::readMember);
    }

    @Override
    public void putMember(Cid cid, Member member) {
        rows.put(CallKeys.member(cid, member.userId()), json.writeValueAsBytes(member));
        rows.put(CallKeys.memberOrder(cid, member.createdAt(), member.userId()), NOTHING);
    }

    @Override
    public void removeMember(Cid cid, Member member) {
        rows.delete(CallKeys.member(cid, member.userId()));
        rows.delete(CallKeys.memberOrder(cid, member.createdAt(), member.userId()));
    }

    @Override
    public List<Member> newestMembers(Cid cid, int limit) {
        List<Member> page = new ArrayList<>(Math.min(limit, 128));
        if (limit == 0) {
            return page;
        }
        List<String> users = new ArrayList<>();
        byte[] orders = CallKeys.memberOrders(cid);
        rows.scan(orders, CallKeys.after(orders), (key, value) -> {
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
        rows.put(CallKeys.participant(cid, participant.userId(), participant.userSessionId()),
                json.writeValueAsBytes(participant));
    }

    @Override
    public void removeParticipant(Cid cid, Participant participant) {
        rows.delete(CallKeys.participant(cid, participant.userId(), participant.userSessionId()));
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
        return rows.get(CallKeys.ring(cid, userId)).map(value -> json.readValue(value, Ring.class));
    }

    @Override
    public List<Ring> rings(Cid cid) {
        return all(CallKeys.rings(cid), Ring.class, Integer.MAX_VALUE);
    }

    @Override
    public void putRing(Cid cid, Ring ring) {
        rows.put(CallKeys.ring(cid, ring.userId()), json.writeValueAsBytes(ring));
    }

    @Override
    public void clearRings(Cid cid) {
        deleteAll(CallKeys.rings(cid), key -> true);
    }

    @Override
    public boolean isBlocked(Cid cid, String userId) {
        return rows.get(CallKeys.blocked(cid, userId)).isPresent();
    }

    @Override
    public void putBlocked(Cid cid, String userId, Instant since) {
        rows.put(CallKeys.blocked(cid, userId), json.writeValueAsBytes(since));
    }

    @Override
    public void removeBlocked(Cid cid, String userId) {
        rows.delete(CallKeys.blocked(cid, userId));
    }

    /** The first blocked users, by id. */
    public List<String> blocked(Cid cid, int limit) {
        List<String> users = new ArrayList<>();
        byte[] blocked = CallKeys.allBlocked(cid);
        if (limit > 0) {
            rows.scan(blocked, CallKeys.after(blocked), (key, value) -> {
                users.add(CallKeys.nameIn(cid, key));
                return users.size() < limit;
            });
        }
        return users;
    }

    @Override
    public Optional<SendPermissions> sendPermissions(Cid cid, String userId) {
        return rows.get(CallKeys.sendPermissions(cid, userId))
                .map(value -> json.readValue(value, SendPermissions.class));
    }

    @Override
    public void putSendPermissions(Cid cid, String userId, SendPermissions permissions) {
        rows.put(CallKeys.sendPermissions(cid, userId), json.writeValueAsBytes(permissions));
    }

    @Override
    public Optional<CallSession> pastSession(Cid cid, String sessionId) {
        return rows.get(CallKeys.pastSession(cid, sessionId)).map(value -> json.readValue(value, CallSession.class));
    }

    @Override
    public void putPastSession(Cid cid, CallSession session) {
        rows.put(CallKeys.pastSession(cid, session.id()), json.writeValueAsBytes(session));
    }

    /** Shows every session that another has followed. */
    public void eachPastSession(Cid cid, Consumer<CallSession> visitor) {
        each(CallKeys.pastSessions(cid), CallSession.class, visitor);
    }

    @Override
    public Optional<String> lastVisit(Cid cid, String userId) {
        return rows.get(CallKeys.lastVisit(cid, userId)).map(value -> json.readValue(value, String.class));
    }

    @Override
    public void putLastVisit(Cid cid, String userId, String sessionId) {
        rows.put(CallKeys.lastVisit(cid, userId), json.writeValueAsBytes(sessionId));
    }

    @Override
    public void putFeedback(Cid cid, Feedback feedback) {
        rows.put(CallKeys.feedback(cid, feedback.seq()), json.writeValueAsBytes(feedback));
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
            rows.scan(prefix, CallKeys.after(prefix), (key, value) -> {
                found.add(json.readValue(value, type));
                return found.size() < limit;
            });
        }
        return found;
    }

    private <T> void each(byte[] prefix, Class<T> type, Consumer<T> visitor) {
        rows.scan(prefix, CallKeys.after(prefix), (key, value) -> {
            visitor.accept(json.readValue(value, type));
            return true;
        });
    }

    private void deleteAll(byte[] prefix, Predicate<byte[]> which) {
        List<byte[]> keys = new ArrayList<>();
        rows.scan(prefix, CallKeys.after(prefix), (key, value) -> {
            if (which.test(key)) {
                keys.add(key);
            }
            return true;
        });
        keys.forEach(rows::delete);
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
        byte[] members = CallKeys.members(cid);
        rows.scan(members, CallKeys.after(members), (key, value) -> visitor.test(readMember(value)));
    }

    private Member readMember(byte[] value) {
        return json.readValue(value, Member.class);
    }
}
