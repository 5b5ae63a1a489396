package io.switchboard.command.call;

import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.MemberData;
import io.switchboard.events.call.Member;
import io.switchboard.events.calltype.Permission;
import io.switchboard.wire.error.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** Decides who is a member, and as what. */
final class Membership {

    private Membership() {
    }

    static Decision update(Situation s, CallCommand.UpdateMembers update) {
        Optional<ApiError> missing = s.missing(needed(s, update));
        if (missing.isPresent()) {
            return Decision.refused(missing.get());
        }
        List<String> unknown = update.upserts().stream().map(CallCommand.MemberUpsert::userId)
                .filter(id -> s.context().people().find(id).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            return Decision.refused(ApiError.input("update_members", "the provided users [" + String.join(" ", unknown) + "] don't exist"));
        }
        List<MemberData> added = new ArrayList<>();
        List<MemberData> changed = new ArrayList<>();
        for (CallCommand.MemberUpsert upsert : update.upserts()) {
            Optional<Member> present = s.rows().member(s.cid(), upsert.userId());
            MemberData wanted = wanted(upsert, present);
            if (present.isEmpty()) {
                added.add(wanted);
            } else if (!wanted.role().equals(present.get().role()) || !wanted.custom().equals(present.get().custom())) {
                changed.add(wanted);
            }
        }
        List<String> removed = update.removals().stream()
                .filter(id -> s.rows().member(s.cid(), id).isPresent()).toList();
        if (added.isEmpty() && changed.isEmpty() && removed.isEmpty()) {
            return Decision.nothing();
        }
        return Decision.happened(new CallEvent.MembersUpdated(added, changed, removed));
    }

    private static MemberData wanted(CallCommand.MemberUpsert upsert, Optional<Member> present) {
        return new MemberData(upsert.userId(), upsert.role().or(() -> present.flatMap(Member::role)),
                upsert.custom().or(() -> present.map(Member::custom)).orElseGet(JsonNodeFactory.instance::objectNode));
    }

    /**
     * Whoever adds a member gives him what members are granted, to join in the first place; so he must be able to join
     * himself, or own the call. A role may carry any grant, so giving one takes a permission of its own.
     */
    private static Permission[] needed(Situation s, CallCommand.UpdateMembers update) {
        List<Permission> needed = new ArrayList<>();
        if (!update.upserts().isEmpty() || update.removals().isEmpty()) {
            needed.add(Permission.UPDATE_CALL_MEMBER);
        }
        if (!update.removals().isEmpty()) {
            needed.add(Permission.REMOVE_CALL_MEMBER);
        }
        if (update.upserts().stream().anyMatch(upsert -> givesRole(s, upsert))) {
            needed.add(Permission.UPDATE_CALL_MEMBER_ROLE);
        }
        boolean owner = s.context().principal().userId().filter(s.core().createdBy()::equals).isPresent();
        if (!owner && update.upserts().stream().anyMatch(upsert -> s.rows().member(s.cid(), upsert.userId()).isEmpty())) {
            needed.add(Permission.JOIN_CALL);
        }
        return needed.toArray(Permission[]::new);
    }

    private static boolean givesRole(Situation s, CallCommand.MemberUpsert upsert) {
        return upsert.role().isPresent()
                && !upsert.role().equals(s.rows().member(s.cid(), upsert.userId()).flatMap(Member::role));
    }
}
