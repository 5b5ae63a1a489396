package io.switchboard.events.call;

import io.switchboard.events.Cid;
import io.switchboard.events.StoredEvent;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * A whole call in memory, for consumers, auditors and tests. Immutable.
 *
 * @param members by user id
 */
public record Call(CallCore core, ObjectNode settings, SortedMap<String, Member> members) {

    /**
     * The call after one more event.
     *
     * @param before empty before the first event
     * @throws BrokenHistoryException see {@link CallFold#apply}
     */
    public static Call apply(Optional<Call> before, StoredEvent event) {
        Held held = new Held(before);
        CallFold.apply(event, held);
        return new Call(held.core.orElseThrow(), held.settings.orElseThrow(),
                Collections.unmodifiableSortedMap(held.members));
    }

    private static final class Held implements CallRows {
        private Optional<CallCore> core;
        private Optional<ObjectNode> settings;
        private final SortedMap<String, Member> members;

        Held(Optional<Call> call) {
            core = call.map(Call::core);
            settings = call.map(Call::settings);
            members = new TreeMap<>(call.<Map<String, Member>>map(Call::members).orElse(Map.of()));
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
    }
}
