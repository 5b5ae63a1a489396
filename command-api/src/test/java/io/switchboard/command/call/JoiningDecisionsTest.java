package io.switchboard.command.call;

import static io.switchboard.command.call.CallScenario.given;
import static io.switchboard.command.call.Commands.create;
import static io.switchboard.command.call.Commands.join;
import static io.switchboard.command.call.Commands.joinCreating;
import static io.switchboard.command.call.Commands.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.call.CallCommand.Leave;
import io.switchboard.events.CallEvent.ParticipantJoined;
import io.switchboard.events.CallEvent.SessionStarted;
import io.switchboard.events.call.CallSession;
import io.switchboard.events.call.Member;
import io.switchboard.wire.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who comes into a call, as what, and the session that it starts (contract 4). */
class JoiningDecisionsTest {

    private static final Leave LEAVE = new Leave(Optional.empty());

    @Test
    void theFirstToComeStartsASession() {
        CallScenario scenario = given().call("anna").asUser("anna", "user").underRequest("r", "h", false).when(join());
        scenario.thenEvents(new SessionStarted("session of r"),
                new ParticipantJoined("session of r", "device of r", "anna", "user"));
        CallReply.Done done = scenario.done();
        assertThat(done.shown().userSessionId()).contains("device of r");
        assertThat(done.shown().membership()).isPresent();
        assertThat(done.call().core().ongoing()).isTrue();
        assertThat(done.call().participants()).hasSize(1);
    }

    @Test
    void theNextComesIntoTheSameSession() {
        CallScenario scenario = given().users("anna", "bob").call().asUser("anna", "user").when(join())
                .asUser("bob", "user").when(join()).thenHappened("ParticipantJoined");
        assertThat(scenario.core().session().orElseThrow().participants()).isEqualTo(2);
    }

    @Test
    void oneUserMayBeInWithTwoDevices() {
        CallScenario scenario = given().users("anna").call().asUser("anna", "user").when(join()).when(join())
                .thenHappened("ParticipantJoined");
        assertThat(scenario.core().session().orElseThrow().countsByRole()).containsEntry("user", 2);
    }

    @Test
    void aRetriedJoinIsOneParticipant() {
        CallScenario scenario = given().users("anna").call().asUser("anna", "user")
                .underRequest("r", "h", false).when(join()).underRequest("r", "h", false).when(join())
                .thenNothingHappened();
        assertThat(scenario.done().shown().userSessionId()).contains("device of r");
    }

    @Test
    void aRequestIdThatIsNotRememberedAnyMoreStillMakesNoSecondParticipant() {
        given().users("anna").call().asUser("anna", "user").underRequest("r", "h", false).when(join())
                .underRequest("r", "another", false).when(join()).thenNothingHappened();
    }

    @Test
    void aMemberIsCountedUnderHisMemberRole() {
        CallScenario scenario = given().users("anna").call().when(Commands.upsert(Commands.as("anna", "host")))
                .asUser("anna", "user").when(join());
        assertThat(scenario.core().session().orElseThrow().countsByRole()).containsOnlyKeys("host");
    }

    @Test
    void joiningMayCreateTheCall() {
        CallScenario scenario = given().users("anna").asUser("anna", "user").when(joinCreating("anna"))
                .thenHappened("CallCreated", "SessionStarted", "ParticipantJoined");
        assertThat(scenario.done().created()).isTrue();
    }

    @Test
    void whoMakesHimselfAHostOfTheCallHeJoinsIsCountedAsOne() {
        CallScenario scenario = given().users("anna").asUser("anna", "user")
                .when(joinCreating(Commands.member("anna", "host")));
        assertThat(scenario.core().session().orElseThrow().countsByRole()).containsOnlyKeys("host");
        assertThat(scenario.done().shown().membership().flatMap(Member::role)).contains("host");
    }

    @Test
    void aHostMayJoinTheBackstageOfTheCallHeCreates() {
        CallScenario scenario = given().users("anna").callType("livestream").grant("host", "join-backstage")
                .grant("user", "create-call", "join-call").asUser("anna", "user");
        scenario.when(joinCreating("anna")).thenRefused(ErrorCode.NOT_ALLOWED);
        scenario.when(joinCreating(Commands.member("anna", "host")))
                .thenHappened("CallCreated", "SessionStarted", "ParticipantJoined");
    }

    @Test
    void nobodyMayCreateACallForTheRoleHeWouldGiveHimselfThere() {
        given().users("anna").grant("user", "join-call").asUser("anna", "user")
                .when(joinCreating(Commands.member("anna", "admin"))).thenRefused(ErrorCode.NOT_ALLOWED,
                        "User 'anna' with role 'user' is not allowed to perform action CreateCall in scope "
                                + "'video:default'");
    }

    @Test
    void withoutSayingSoItDoesNot() {
        given().users("anna").asUser("anna", "user").when(join())
                .thenRefused(ErrorCode.NOT_FOUND, "Can't find call with id default:standup");
    }

    @Test
    void aServerCannotBeInACall() {
        given().call().when(join()).thenRefused(ErrorCode.INPUT);
    }

    @Test
    void strangersAreRefusedAndMembersLetInOnceJoiningIsTakenFromTheUserRole() {
        CallScenario scenario = given().users("anna", "zoe").call("anna").grant("user", "read-call");
        scenario.asUser("zoe", "user").when(join()).thenRefused(ErrorCode.NOT_ALLOWED,
                "User 'zoe' with role 'user' is not allowed to perform action JoinCall in scope 'video:default'");
        scenario.asUser("anna", "user").when(join()).thenHappened("SessionStarted", "ParticipantJoined");
    }

    @Test
    void backstageIsForThoseWhoMayBeThere() {
        CallScenario scenario = given().users("anna", "zoe").callType("livestream")
                .when(create("john")).asUser("zoe", "user").when(join());
        scenario.thenRefused(ErrorCode.NOT_ALLOWED,
                "User 'zoe' with role 'user' is not allowed to perform action JoinBackstage in scope 'video:default'");
        scenario.asServer().when(new CallCommand.GoLive()).thenHappened("CallWentLive")
                .asUser("zoe", "user").when(join()).thenHappened("SessionStarted", "ParticipantJoined");
        assertThat(scenario.core().session().flatMap(CallSession::liveStartedAt)).isPresent();
    }

    @Test
    void backstageOpensAheadOfTheStart() {
        CallScenario scenario = given().users("zoe").callType("livestream").when(create("john"))
                .when(settings("{\"backstage\":{\"join_ahead_time_seconds\":300}}"))
                .when(new CallCommand.Update(Optional.empty(), Optional.empty(),
                        Optional.of(CallScenario.START.plusSeconds(600))))
                .asUser("zoe", "user").after(Duration.ofSeconds(299)).when(join());
        scenario.thenRefused(ErrorCode.NOT_ALLOWED).after(Duration.ofSeconds(1)).when(join())
                .thenHappened("SessionStarted", "ParticipantJoined");
    }

    @Test
    void anEndedCallIsForThoseWhoMayJoinEndedCalls() {
        CallScenario scenario = given().users("anna").call().when(new CallCommand.End()).asUser("anna", "user");
        scenario.grant("user", "join-call").when(join()).thenRefused(ErrorCode.NOT_ALLOWED);
        scenario.grant("user", "join-call", "join-ended-call").when(join())
                .thenHappened("SessionStarted", "ParticipantJoined");
    }

    @Test
    void aFullCallTakesNobody() {
        CallScenario scenario = given().users("anna", "bob").call()
                .when(settings("{\"limits\":{\"max_participants\":1}}"))
                .asUser("anna", "user").when(join()).asUser("bob", "user").when(join());
        scenario.thenRefused(ErrorCode.INPUT).asUser("anna", "user").when(LEAVE)
                .asUser("bob", "user").when(join()).thenHappened("SessionStarted", "ParticipantJoined");
    }

    @Test
    void whoDoesNotCountComesIntoAFullCall() {
        given().users("anna").call().when(settings("{\"limits\":{\"max_participants\":1,"
                        + "\"max_participants_exclude_owner\":true,\"max_participants_exclude_roles\":[\"host\"]}}"))
                .asUser("john", "user").when(join())
                .asUser("anna", "user").when(join()).thenHappened("ParticipantJoined")
                .asUser("bob", "user").when(join()).thenRefused(ErrorCode.INPUT)
                .asUser("zoe", "host").grant("host", "join-call").when(join()).thenHappened("ParticipantJoined");
    }

    @Test
    void blockedBannedAndDeactivatedUsersStayOut() {
        CallScenario scenario = given().users("anna").call().when(new CallCommand.Block("anna"));
        scenario.asUser("anna", "user").when(join()).thenRefused(ErrorCode.NOT_ALLOWED,
                "User 'anna' is blocked in call default:standup");
        scenario.person(new Person("bad", "user", List.of(), true, true, Set.of()))
                .asUser("bad", "user").when(join()).thenRefused(ErrorCode.NOT_ALLOWED);
        scenario.person(new Person("gone", "user", List.of(), false, false, Set.of()))
                .asUser("gone", "user").when(new CallCommand.Get(25, CallCommand.Signal.NONE))
                .thenRefused(ErrorCode.NOT_ALLOWED, "User 'gone' is deactivated");
    }

    @Test
    void usersOfOtherTeamsStayOutWhenCallsBelongToTeams() {
        CallScenario scenario = given().app(true, false)
                .person(new Person("john", "user", List.of("red"), true, false, Set.of()))
                .person(new Person("ann", "user", List.of("red"), true, false, Set.of()))
                .person(new Person("zoe", "user", List.of("blue"), true, false, Set.of()))
                .when(Commands.createInTeam("john", "red")).thenCreated();
        scenario.asUser("zoe", "user").when(join()).thenRefused(ErrorCode.NOT_ALLOWED);
        scenario.asUser("ann", "user").when(join()).thenHappened("SessionStarted", "ParticipantJoined");
    }

    @Test
    void permissionChecksCanBeSwitchedOff() {
        given().users("zoe").call().grant("user").app(false, true).asUser("zoe", "user").when(join())
                .thenHappened("SessionStarted", "ParticipantJoined");
    }
}
