package io.switchboard.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallDetails;
import io.switchboard.events.call.Member;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.testing.Facts;
import io.switchboard.projector.filter.CallSubject;
import io.switchboard.projector.filter.Evaluator;
import io.switchboard.projector.query.CallRow;
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

    private final Visibility visibility = new GrantedVisibility(() -> Map.of("open", OPEN, "closed", CLOSED));

    private static CallType type(String name, Map<String, List<String>> grants) {
        return new CallType(name, Facts.json("{}"), grants, NOW, NOW);
    }

    private static CallCore call(String type) {
        return new CallCore(new Cid(type, "c"), 1, "", "ann", NOW, NOW, Optional.empty(), Optional.empty(),
                Facts.json("{}"), Optional.empty(), false, Optional.empty(), 1);
    }

    private static CallRow row(String type, Optional<Member> membership) {
        return new CallRow(new CallDetails(call(type), Facts.json("{}"), List.of(), List.of(), List.of()), List.of(),
                membership, Optional.empty());
    }

    private static Viewer.Person person(String id, String... cids) {
        return new Viewer.Person(id, "user", List.of(cids), Optional.of("host"));
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
        assertThat(sees(new Viewer.Person("zoe", "guest", List.of(), Optional.empty()), "open")).isFalse();
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
}
