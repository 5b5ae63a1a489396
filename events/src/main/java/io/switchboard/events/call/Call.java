package io.switchboard.events.call;

import io.switchboard.events.Cid;
import io.switchboard.events.StoredEvent;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A whole call in memory, for consumers, auditors and tests. Immutable.
 *
 * @param members         by user id
 * @param participants    who is in now, by user id and then by user session id
 * @param rings           how users met the ringing of the current or last session, by user id
 * @param blocked         since when users are blocked, by user id
 * @param sendPermissions what users may send in spite of their roles, by user id
 * @param pastSessions    the sessions before {@code core.session()}, by id
 * @param lastVisits      ids of the sessions that users were in last, by user id
 * @param feedback        what was said about its quality, by {@link Feedback#seq}
 */
public record Call(CallCore core, ObjectNode settings, SortedMap<String, Member> members,
                   SortedMap<String, SortedMap<String, Participant>> participants, SortedMap<String, Ring> rings,
                   SortedMap<String, Instant> blocked, SortedMap<String, SendPermissions> sendPermissions,
                   SortedMap<String, CallSession> pastSessions, SortedMap<String, String> lastVisits,
                   SortedMap<Long, Feedback> feedback) {

    /**
     * The call after one more event.
     *
     * @param before empty before the first event
     * @throws BrokenHistoryException see {@link CallFold#apply}
     */
    public static Call apply(Optional<Call> before, StoredEvent event) {
        Held held = new Held(before);
        CallFold.apply(event, held);
        return held.call();
    }

    private static final class Held implements CallRows {
        private Optional<CallCore> core;
        private Optional<ObjectNode> settings;
        private final SortedMap<String, Member> members = new TreeMap<>();
        private final SortedMap<String, SortedMap<String, Participant>> participants = new TreeMap<>();
        private final SortedMap<String, Ring> rings = new TreeMap<>();
        private final SortedMap<String, Instant> blocked = new TreeMap<>();
        private final SortedMap<String, SendPermissions> sendPermissions = new TreeMap<>();
        private final SortedMap<String, CallSession> pastSessions = new TreeMap<>();
        private final SortedMap<String, String> lastVisits = new TreeMap<>();
        private final SortedMap<Long, Feedback> feedback = new TreeMap<>();

        Held(Optional<Call> call) {
            core = call.map(Call::core);
            settings = call.map(Call::settings);
            call.ifPresent(c -> {
                members.putAll(c.members());
                c.participants().forEach((user, devices) -> participants.put(user, new TreeMap<>(devices)));
                rings.putAll(c.rings());
                blocked.putAll(c.blocked());
                sendPermissions.putAll(c.sendPermissions());
                pastSessions.putAll(c.pastSessions());
                lastVisits.putAll(c.lastVisits());
                feedback.putAll(c.feedback());
            });
        }

        Call call() {
            return new Call(core.orElseThrow(), settings.orElseThrow(), Collections.unmodifiableSortedMap(members),
                    Collections.unmodifiableSortedMap(participants), Collections.unmodifiableSortedMap(rings),
                    Collections.unmodifiableSortedMap(blocked), Collections.unmodifiableSortedMap(sendPermissions),
                    Collections.unmodifiableSortedMap(pastSessions), Collections.unmodifiableSortedMap(lastVisits),
                    Collections.unmodifiableSortedMap(feedback));
        }

        @Override
        public Optional<CallCore> core(Cid cid) {
            return core;
        }

        @Override
        public void putCore(CallCore next) {
            core = Optional.of(next);
        }

        @Override
        public ObjectNode settings(Cid cid) {
            return settings.orElseThrow();
        }

        @Override
        public void putSettings(Cid cid, ObjectNode next) {
            settings = Optional.of(next);
        }

        @Override
        public Optional<Member> member(Cid cid, String userId) {
            return Optional.ofNullable(members.get(userId));
        }

        @Override
        public void putMember(Cid cid, Member member) {
            members.put(member.userId(), member);
        }

        @Override
        public void removeMember(Cid cid, Member member) {
            members.remove(member.userId());
        }

        @Override
        public List<Member> newestMembers(Cid cid, int limit) {
            return members.values().stream()
                    .sorted(Comparator.comparing(Member::createdAt).reversed().thenComparing(Member::userId))
                    .limit(limit).toList();
        }

        @Override
        public List<Participant> participantsOf(Cid cid, String userId) {
            return List.copyOf(participants.getOrDefault(userId, Collections.emptySortedMap()).values());
        }

        @Override
        public void putParticipant(Cid cid, Participant participant) {
            participants.computeIfAbsent(participant.userId(), user -> new TreeMap<>())
                    .put(participant.userSessionId(), participant);
        }

        @Override
        public void removeParticipant(Cid cid, Participant participant) {
            participants.computeIfPresent(participant.userId(), (user, devices) -> {
                devices.remove(participant.userSessionId());
                return devices.isEmpty() ? null : devices;
            });
        }

        @Override
        public void clearParticipants(Cid cid) {
            participants.clear();
        }

        @Override
        public Optional<Ring> ring(Cid cid, String userId) {
            return Optional.ofNullable(rings.get(userId));
        }

        @Override
        public List<Ring> rings(Cid cid) {
            return List.copyOf(rings.values());
        }

        @Override
        public void putRing(Cid cid, Ring ring) {
            rings.put(ring.userId(), ring);
        }

        @Override
        public void clearRings(Cid cid) {
            rings.clear();
        }

        @Override
        public boolean isBlocked(Cid cid, String userId) {
            return blocked.containsKey(userId);
        }

        @Override
        public void putBlocked(Cid cid, String userId, Instant since) {
            blocked.put(userId, since);
        }

        @Override
        public void removeBlocked(Cid cid, String userId) {
            blocked.remove(userId);
        }

        @Override
        public Optional<SendPermissions> sendPermissions(Cid cid, String userId) {
            return Optional.ofNullable(sendPermissions.get(userId));
        }

        @Override
        public void putSendPermissions(Cid cid, String userId, SendPermissions permissions) {
            sendPermissions.put(userId, permissions);
        }

        @Override
        public Optional<CallSession> pastSession(Cid cid, String sessionId) {
            return Optional.ofNullable(pastSessions.get(sessionId));
        }

        @Override
        public void putPastSession(Cid cid, CallSession session) {
            pastSessions.put(session.id(), session);
        }

        @Override
        public Optional<String> lastVisit(Cid cid, String userId) {
            return Optional.ofNullable(lastVisits.get(userId));
        }

        @Override
        public void putLastVisit(Cid cid, String userId, String sessionId) {
            lastVisits.put(userId, sessionId);
        }

        @Override
        public void putFeedback(Cid cid, Feedback said) {
            feedback.put(said.seq(), said);
        }

        @Override
        public void clear(Cid cid) {
            settings = Optional.of(JsonNodeFactory.instance.objectNode());
            members.clear();
            participants.clear();
            rings.clear();
            blocked.clear();
            sendPermissions.clear();
            pastSessions.clear();
            lastVisits.clear();
            feedback.clear();
        }
    }
}
