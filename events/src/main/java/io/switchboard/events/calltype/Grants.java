package io.switchboard.events.calltype;

import io.switchboard.events.call.SendPermissions;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a user may do in a call: the union of what the roles he has there are granted (contract 2.8: membership
 * expands, it never restricts). Writer and readers of calls both decide by it. Pure.
 */
public final class Grants {

    /** The role every member of a call has besides his own. */
    public static final String CALL_MEMBER = "call_member";

    private static final String OWNER_SUFFIX = "-owner";
    private static final String ANY_TEAM_SUFFIX = "-any-team";

    private static final List<String> ALL_CAPABILITIES = capabilities(EnumSet.allOf(Permission.class));

    private Grants() {
    }

    /** The roles of a member: his own in the call, if he has one, and that of every member. */
    public static List<String> ofMember(Optional<String> role) {
        return Stream.concat(role.stream(), Stream.of(CALL_MEMBER)).toList();
    }

    /** The role that a token gives its bearer in the calls it names: its own, or that of a member (contract 3.1). */
    public static String ofToken(Optional<String> role) {
        return role.orElse(CALL_MEMBER);
    }

    /**
     * Everything that counts.
     *
     * @param type  the call's; absent when it was deleted, and then it grants nothing
     * @param roles as for {@link #resolve}
     * @param own   what he was given or denied in this call by name; stronger than roles
     */
    public static Set<Permission> held(Optional<CallType> type, Collection<String> roles, boolean owner,
                                       boolean sameTeam, Optional<SendPermissions> own) {
        Set<Permission> held = resolve(type.map(CallType::grants).orElse(Map.of()), roles, owner, sameTeam);
        own.ifPresent(named -> {
            named.granted().forEach(name -> Permission.bySpelling(name).ifPresent(held::add));
            named.revoked().forEach(name -> Permission.bySpelling(name).ifPresent(held::remove));
        });
        return held;
    }

    /**
     * @param grants permission ids per role, as the call type has them
     * @param roles  application role, member role and token role as far as the user has them
     * @param owner  whether the user created the call
     * @param sameTeam whether the call is of one of his teams; in a call of others only grants {@code -any-team} count
     */
    public static Set<Permission> resolve(Map<String, List<String>> grants, Collection<String> roles, boolean owner,
                                          boolean sameTeam) {
        Set<Permission> held = EnumSet.noneOf(Permission.class);
        for (String role : roles) {
            for (String spelling : grants.getOrDefault(role, List.of())) {
                permission(spelling, owner, sameTeam).ifPresent(held::add);
            }
        }
        return held;
    }

    /**
     * Whether a call of this team is one of the user's: with tenants, a call without team is for users without teams.
     *
     * @param multiTenant whether the application's calls belong to teams at all
     * @param teams       the user's
     * @param team        the call's
     */
    public static boolean sameTeam(boolean multiTenant, Collection<String> teams, Optional<String> team) {
        return !multiTenant || team.map(teams::contains).orElse(teams.isEmpty());
    }

    /** What may be done without being asked who does it. */
    public static List<String> allCapabilities() {
        return ALL_CAPABILITIES;
    }

    /** As {@code own_capabilities} lists them: sorted by name. */
    public static List<String> capabilities(Set<Permission> held) {
        return held.stream().flatMap(p -> p.capability().stream()).sorted().toList();
    }

    /** Whether a grant of this spelling can ever give anything: a permission, perhaps with one suffix of each kind. */
    public static boolean known(String spelling) {
        return permission(spelling, true, true).isPresent();
    }

    private static Optional<Permission> permission(String spelling, boolean owner, boolean sameTeam) {
        if (!sameTeam && !spelling.endsWith(ANY_TEAM_SUFFIX)) {
            return Optional.empty();
        }
        String id = spelling.endsWith(ANY_TEAM_SUFFIX)
                ? spelling.substring(0, spelling.length() - ANY_TEAM_SUFFIX.length()) : spelling;
        if (id.endsWith(OWNER_SUFFIX)) {
            return owner ? Permission.bySpelling(id.substring(0, id.length() - OWNER_SUFFIX.length()))
                    : Optional.empty();
        }
        return Permission.bySpelling(id);
    }
}
