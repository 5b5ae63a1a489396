package io.switchboard.command.call;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallRows;
import io.switchboard.events.call.Member;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.calltype.Grants;
import io.switchboard.events.calltype.Permission;
import io.switchboard.wire.error.ApiError;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a principal may do in one call, decided by the writer against the call's present members and the call type's
 * present grants. Pure.
 */
final class Access {

    private final Principal principal;
    private final List<String> roles;
    private final Set<Permission> held;
    private final String scope;

    private Access(Principal principal, List<String> roles, Set<Permission> held, String scope) {
        this.principal = principal;
        this.roles = roles;
        this.held = held;
        this.scope = scope;
    }

    /** For a call that may or may not be there; the creator of a call yet to be made is its owner. */
    static Access of(CallCommand.Context context, CallRows rows) {
        Cid cid = context.cid();
        Map<String, List<String>> grants = context.callType().map(CallType::grants).orElse(Map.of());
        return switch (context.principal()) {
            case Principal.Server server ->
                    new Access(server, List.of(), EnumSet.allOf(Permission.class), cid.type());
            case Principal.User user -> {
                Optional<CallCore> core = rows.core(cid);
                List<String> roles = new ArrayList<>(user.roles());
                core.flatMap(c -> rows.member(cid, user.id())).ifPresent(member -> addMemberRoles(member, roles));
                boolean owner = core.map(c -> c.createdBy().equals(user.id())).orElse(true);
                yield new Access(user, roles, Grants.resolve(grants, roles, owner), cid.type());
            }
        };
    }

    private static void addMemberRoles(Member member, List<String> roles) {
        member.role().ifPresent(roles::add);
        roles.add(Grants.CALL_MEMBER);
    }

    /** @return the refusal when the permission is missing */
    Optional<ApiError> refusal(Permission permission) {
        if (held.contains(permission)) {
            return Optional.empty();
        }
        String who = principal instanceof Principal.User user ? user.id() : "server";
        String as = roles.size() == 1 ? "role '" + roles.getFirst() + "'"
                : "roles " + roles.stream().map(r -> "'" + r + "'").toList();
        return Optional.of(ApiError.notAllowed("User '" + who + "' with " + as
                + " is not allowed to perform action " + permission.action() + " in scope 'video:" + scope + "'"));
    }

    List<String> capabilities() {
        return Grants.capabilities(held);
    }
}
