package io.switchboard.events.calltype;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.call.SendPermissions;
import io.switchboard.events.testing.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one rule by which writer and readers decide what a user may do in a call. */
class GrantsTest {

    private static final CallType TYPE = new CallType("clinic", Facts.json("{}"), Map.of(
            "user", List.of("read-call", "end-call-owner", "join-call-any-team", "mute-users-owner-any-team"),
            "call_member", List.of("send-audio"), "host", List.of("pin-call-track")), Instant.EPOCH, Instant.EPOCH);

    private static List<String> held(List<String> roles, boolean owner, boolean sameTeam) {
        return Grants.capabilities(Grants.held(Optional.of(TYPE), roles, owner, sameTeam, Optional.empty()));
    }

    @Test
    void theGrantsOfAllRolesAddUp() {
        assertThat(held(List.of("user"), false, true)).containsExactly("join-call", "read-call");
        List<String> roles = List.of("user", "host", "call_member");
        assertThat(held(roles, false, true)).containsExactly("join-call", "pin-for-everyone", "read-call", "send-audio");
    }

    @Test
    void ownersAndOtherTeamsHaveTheGrantsMarkedForThem() {
        assertThat(held(List.of("user"), true, true)).containsExactly("end-call", "join-call", "mute-users", "read-call");
        assertThat(held(List.of("user"), false, false)).containsExactly("join-call");
        assertThat(held(List.of("user"), true, false)).containsExactly("join-call", "mute-users");
    }

    @Test
    void whatWasGivenOrDeniedByNameIsStrongerThanRoles() {
        SendPermissions own = new SendPermissions(new TreeSet<>(Set.of("send-video")), new TreeSet<>(Set.of("send-audio")));
        assertThat(Grants.capabilities(Grants.held(Optional.of(TYPE), List.of("call_member"), false, true,
                Optional.of(own)))).containsExactly("send-video");
    }

    @Test
    void aDeletedTypeGrantsNothing() {
        assertThat(Grants.held(Optional.empty(), List.of("admin", "user"), true, true, Optional.empty())).isEmpty();
    }

    @Test
    void aMemberHasHisRoleBesidesThatOfEveryMember() {
        assertThat(Grants.ofMember(Optional.of("host"))).containsExactly("host", "call_member");
        assertThat(Grants.ofMember(Optional.empty())).containsExactly("call_member");
        assertThat(Grants.ofToken(Optional.of("host"))).isEqualTo("host");
        assertThat(Grants.ofToken(Optional.empty())).isEqualTo("call_member");
    }

    @ParameterizedTest
    @CsvSource({"false,red,blue,true", "false,,blue,true", "true,red,red,true", "true,red,blue,false",
        "true,red,,false", "true,,red,false", "true,,,true"})
    void withTenantsACallIsForItsTeamAndACallWithoutTeamForUsersWithoutOne(boolean tenants, String teams, String team,
                                                                            boolean same) {
        assertThat(Grants.sameTeam(tenants, Optional.ofNullable(teams).stream().toList(), Optional.ofNullable(team)))
                .isEqualTo(same);
    }
}
