package io.switchboard.command.call;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallRows;
import io.switchboard.events.calltype.Grants;
import io.switchboard.events.calltype.Permission;
import io.switchboard.wire.error.ApiError;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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

    /**
     * For a call that may or may not be there; the creator of a call yet to be made is its owner.
     *
     * @param team the team of a call yet to be made
     */
    static Access of(CallCommand.Context context, Optional<CallCore> core, CallRows rows, Optional<String> team) {
        String scope = context.cid().type();
        return switch (context.principal()) {
            case Principal.Server server -> new Access(server, List.of(), EnumSet.allOf(Permission.class), scope);
            case Principal.Timer timer -> new Access(timer, List.of(), EnumSet.allOf(Permission.class), scope);
            case Principal.User user -> ofUser(user, core.flatMap(c -> rows.member(context.cid(), user.id()))
                    .map(member -> Grants.ofMember(member.role())).orElse(List.of()), context, core, rows, team);
        };
    }

    /** For the creator of a call yet to be made, once it is made: with the role that he has in it as a member. */
    static Access ofCreator(Principal.User user, CallCommand.Context context, CallRows rows, CallCommand.NewCall call) {
        List<String> memberRoles = call.members().stream().filter(member -> member.userId().equals(user.id()))
                .flatMap(member -> Grants.ofMember(member.role()).stream()).toList();
        return ofUser(user, memberRoles, context, Optional.empty(), rows, call.team());
    }

    private static Access ofUser(Principal.User user, List<String> memberRoles, CallCommand.Context context,
                                 Optional<CallCore> core, CallRows rows, Optional<String> team) {
        Cid cid = context.cid();
        List<String> roles = new ArrayList<>(user.roles());
        roles.addAll(memberRoles);
        if (context.app().permissionChecksDisabled()) {
            return new Access(user, roles, EnumSet.allOf(Permission.class), cid.type());
        }
        boolean owner = core.map(c -> c.createdBy().equals(user.id())).orElse(true);
        Set<Permission> held = Grants.held(context.callType(), roles, owner, sameTeam(user, context, core, team),
                core.flatMap(c -> rows.sendPermissions(cid, user.id())));
        return new Access(user, roles, held, cid.type());
    }

    private static boolean sameTeam(Principal.User user, CallCommand.Context context, Optional<CallCore> core,
                                    Optional<String> team) {
        boolean multiTenant = context.app().multiTenant();
        List<String> teams = multiTenant
                ? context.people().find(user.id()).map(Person::teams).orElse(List.of()) : List.of();
        return Grants.sameTeam(multiTenant, teams, core.isPresent() ? core.get().team() : team);
    }

    /** @return the refusal when the permission is missing */
    Optional<ApiError> refusal(Permission permission) {
        return held.contains(permission) ? Optional.empty() : Optional.of(refused(permission.action()));
    }

    /** The contract's words for what this principal may not do. */
    ApiError refused(String action) {
        String as = roles.size() == 1 ? "role '" + roles.getFirst() + "'"
                : "roles " + roles.stream().map(r -> "'" + r + "'").toList();
        return ApiError.notAllowed("User '" + principal.userId().orElse("server") + "' with " + as
                + " is not allowed to perform action " + action + " in scope 'video:" + scope + "'");
    }

    /** The role a participant is counted under: his member role, or else his application role. */
    String shownRole() {
        return roles.stream().filter(role -> !role.equals(Grants.CALL_MEMBER)).reduce((first, last) -> last)
                .orElse("user");
    }

    List<String> capabilities() {
        return Grants.capabilities(held);
    }
}
