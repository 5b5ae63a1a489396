package io.switchboard.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallDetails;
import io.switchboard.events.call.Member;
import io.switchboard.events.app.AppSettings;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.testing.Facts;
import io.switchboard.projector.filter.CallSubject;
import io.switchboard.projector.filter.Evaluator;
import io.switchboard.events.user.User;
import io.switchboard.projector.query.AccessFacts;
import io.switchboard.projector.query.CallRow;
import io.switchboard.wire.auth.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantedVisibilityTest {

    private static final Instant NOW = Instant.EPOCH;
    private static final CallType OPEN = type("open", Map.of("user", List.of("read-call"),
            "host", List.of("end-call"), "call_member", List.of("send-audio")));
    private static final CallType CLOSED = type("closed", Map.of("user", List.of("update-call-owner")));

    private final Visibility visibility = new GrantedVisibility();
    private AppSettings app = AppSettings.defaults();

    private static final CallType SHARED = type("shared", Map.of("user", List.of("join-call"),
            "admin", List.of("read-call-any-team"), "call_member", List.of("read-call-any-team")));

    private static final CallType CROSSING = type("crossing", Map.of("user", List.of("read-call-owner-any-team"),
            "host", List.of("read-call-any-team")));

    private static CallType type(String name, Map<String, List<String>> grants) {
        return new CallType(name, Facts.json("{}"), grants, NOW, NOW);
    }

    private static CallCore call(String type, String... team) {
        return new CallCore(new Cid(type, "c"), 1, "", "ann", NOW, NOW, Optional.empty(), Optional.empty(),
                Facts.json("{}"), List.of(team).stream().findFirst(), false, Optional.empty(), 1);
    }

    private static CallRow row(String type, Optional<Member> membership) {
        return new CallRow(new CallDetails(call(type), Facts.json("{}"), List.of(), List.of(), List.of()), List.of(),
                membership, Optional.empty());
    }

    private Viewer.Person person(String id, String... cids) {
        return person(id, "user", List.of(), cids);
    }

    private Viewer.Person person(String id, String role, List<String> teams, String... cids) {
        User user = new User(id, role, Optional.empty(), Optional.empty(), Facts.json("{}"), teams, Optional.empty(), "",
                false, Optional.empty(), NOW, NOW);
        return new Viewer.Person(new Caller.User(id, Optional.of("host"), List.of(cids), Optional.empty()),
                new AccessFacts(Optional.of(user), Map.of("open", OPEN, "closed", CLOSED, "shared", SHARED,
                        "crossing", CROSSING), app));
    }

    private boolean sees(Viewer viewer, String type) {
        return Evaluator.matches(visibility.visible(viewer), new CallSubject(call(type), "bob"::equals));
    }

    @Test
    void aServerSeesEverything() {
        assertThat(sees(new Viewer.Server(), "closed")).isTrue();
    }

    @Test
    void aUserSeesWhatHisRoleMayRead() {
        assertThat(sees(person("zoe"), "open")).isTrue();
        assertThat(sees(person("zoe"), "closed")).isFalse();
        assertThat(sees(person("zoe", "guest", List.of()), "open")).isFalse();
        assertThat(sees(person("zoe"), "deleted-type")).isFalse();
    }

    @Test
    void creatorAndMembersSeeTheirCallWhateverTheType() {
        assertThat(sees(person("ann"), "closed")).isTrue();
        assertThat(sees(person("bob"), "closed")).isTrue();
    }

    @Test
    void aCallTokenShowsTheCallsItNames() {
        assertThat(sees(person("zoe", "closed:c"), "closed")).isTrue();
        assertThat(sees(person("zoe", "closed:d"), "closed")).isFalse();
    }

    @Test
    void capabilitiesAddUpFromRoleMembershipAndToken() {
        Member member = new Member("bob", Optional.of("host"), Facts.json("{}"), NOW, NOW);
        assertThat(visibility.capabilities(person("zoe"), row("open", Optional.empty()))).containsExactly("read-call");
        assertThat(visibility.capabilities(person("bob"), row("open", Optional.of(member))))
                .containsExactly("end-call", "read-call", "send-audio");
        assertThat(visibility.capabilities(person("zoe", "open:c"), row("open", Optional.empty())))
                .containsExactly("end-call", "read-call");
        assertThat(visibility.capabilities(person("ann"), row("closed", Optional.empty()))).containsExactly("update-call");
        assertThat(visibility.capabilities(new Viewer.Server(), row("closed", Optional.empty()))).contains("end-call");
    }

    @Test
    void withTenantsAUserSeesCallsOfHisTeamsOnly() {
        app = new AppSettings(Facts.json("{\"multi_tenant_enabled\":true}"), List.of(), List.of(), NOW, NOW);
        Viewer red = person("zoe", "user", List.of("red"));
        Viewer teamless = person("zoe");
        assertThat(sees(red, call("open", "red"))).isTrue();
        assertThat(sees(red, call("open", "blue"))).isFalse();
        assertThat(sees(red, call("open"))).isFalse();
        assertThat(sees(teamless, call("open"))).isTrue();
        assertThat(sees(teamless, call("open", "red"))).isFalse();
        assertThat(sees(person("bob", "user", List.of("red")), call("open", "blue"))).as("a member").isFalse();
        assertThat(sees(person("ann", "user", List.of("red")), call("open", "blue"))).as("the creator").isFalse();
        assertThat(sees(person("zoe", "user", List.of("red"), "open:c"), call("open", "blue"))).as("by token").isFalse();
    }

    @Test
    void aGrantForAnyTeamShowsCallsOfOthers() {
        app = new AppSettings(Facts.json("{\"multi_tenant_enabled\":true}"), List.of(), List.of(), NOW, NOW);
        assertThat(sees(person("zoe", "admin", List.of("red")), call("shared", "blue"))).isTrue();
        assertThat(sees(person("zoe", "user", List.of("red")), call("shared", "blue"))).isFalse();
        assertThat(sees(person("bob", "user", List.of("red")), call("shared", "blue"))).as("a member").isTrue();
        CallRow blue = new CallRow(new CallDetails(call("shared", "blue"), Facts.json("{}"), List.of(), List.of(),
                List.of()), List.of(), Optional.empty(), Optional.empty());
        assertThat(visibility.capabilities(person("zoe", "user", List.of("red")), blue)).isEmpty();
        assertThat(visibility.capabilities(person("zoe", "admin", List.of("red")), blue)).containsExactly("read-call");
    }

    @Test
    void aGrantForAnyTeamToCreatorsOrToTheTokensRoleShowsThemTheirCalls() {
        app = new AppSettings(Facts.json("{\"multi_tenant_enabled\":true}"), List.of(), List.of(), NOW, NOW);
        CallCore crossing = call("crossing", "blue");
        assertThat(sees(person("ann", "user", List.of("red")), crossing)).as("the creator").isTrue();
        assertThat(sees(person("zoe", "user", List.of("red"), "crossing:c"), crossing)).as("by token").isTrue();
        assertThat(sees(person("zoe", "user", List.of("red"), "crossing:d"), crossing)).as("another call").isFalse();
        assertThat(sees(person("bob", "user", List.of("red")), crossing)).as("a member").isFalse();
    }

    @Test
    void withoutPermissionChecksAUserSeesAndMayDoAll() {
        app = new AppSettings(Facts.json("{\"disable_permissions_checks\":true}"), List.of(), List.of(), NOW, NOW);
        assertThat(sees(person("zoe"), "closed")).isTrue();
        assertThat(visibility.capabilities(person("zoe"), row("closed", Optional.empty()))).contains("end-call");
    }

    private boolean sees(Viewer viewer, CallCore call) {
        return Evaluator.matches(visibility.visible(viewer), new CallSubject(call, "bob"::equals));
    }
}
