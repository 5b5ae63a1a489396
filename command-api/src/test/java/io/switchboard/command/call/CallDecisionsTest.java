package io.switchboard.command.call;

import static io.switchboard.command.call.CallScenario.given;
import static io.switchboard.command.call.CallScenario.json;
import static io.switchboard.command.call.Commands.as;
import static io.switchboard.command.call.Commands.create;
import static io.switchboard.command.call.Commands.custom;
import static io.switchboard.command.call.Commands.member;
import static io.switchboard.command.call.Commands.remove;
import static io.switchboard.command.call.Commands.settings;
import static io.switchboard.command.call.Commands.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.CallEvent;
import io.switchboard.wire.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What each command does to a call, rule by rule. */
class CallDecisionsTest {

    @Nested
    class GetOrCreate {

        @Test
        void createsTheCallWithTheSettingsOfItsType() {
            CallScenario scenario = given().users("john", "jack").when(create("john", "john", "jack")).thenCreated();

            assertThat(scenario.newEvents()).singleElement().satisfies(stored ->
                    assertThat(stored.envelope().event()).isInstanceOfSatisfying(CallEvent.CallCreated.class, created -> {
                        assertThat(created.createdBy()).isEqualTo("john");
                        assertThat(created.members()).containsExactly(member("john"), member("jack"));
                        assertThat(created.settings().at("/video/target_resolution/width").intValue()).isEqualTo(2560);
                        assertThat(created.backstage()).isFalse();
                    }));
        }

        @Test
        void mergesTheOverridePerFieldIntoTheSettings() {
            CallReply.Done done = given().users("john")
                    .when(create(Optional.of("john"), Optional.of("{\"audio\":{\"mic_default_on\":false}}"))).done();

            assertThat(done.call().settings().at("/audio/mic_default_on").booleanValue()).isFalse();
            assertThat(done.call().settings().at("/audio/default_device").stringValue()).isEqualTo("earpiece");
        }

        @Test
        void startsInBackstageWhenTheSettingsSaySo() {
            CallScenario scenario = given().users("john").callType("livestream").when(create("john"));
            assertThat(scenario.core().backstage()).isTrue();
        }

        @Test
        void leavesAnExistingCallAlone() {
            CallReply.Done done = given().call("jack").users("anna")
                    .when(create("anna", "anna")).thenNothingHappened().done();

            assertThat(done.created()).isFalse();
            assertThat(done.call().core().createdBy()).isEqualTo("john");
            assertThat(done.members()).extracting(m -> m.userId()).containsExactly("jack");
        }

        @Test
        void asksForTheCreatorBeforeAnythingIsWritten() {
            CallCommand.GetOrCreate command = create("newcomer");
            CallScenario scenario = given()
                    .when(new CallCommand.GetOrCreate(command.data(), false, 25, CallCommand.Signal.NONE)).thenNothingHappened();
            assertThat(scenario.reply()).isEqualTo(new CallReply.CreatorNeeded("newcomer"));
        }

        @Test
        void doesNotAskForTheCreatorOfACallItWillRefuse() {
            CallCommand.GetOrCreate command = create("newcomer", "ghost");
            given().when(new CallCommand.GetOrCreate(command.data(), false, 25, CallCommand.Signal.NONE)).thenRefused(ErrorCode.INPUT,
                    "The following users are involved in call create operation, but don't exist: [ghost]. "
                            + "Please create the user objects before setting up the call.");
        }

        @Test
        void namesAllUnknownMembersInRequestOrder() {
            given().users("john", "jack").when(create("john", "b", "jack", "a")).thenRefused(ErrorCode.INPUT,
                    "The following users are involved in call create operation, but don't exist: [b a]. "
                            + "Please create the user objects before setting up the call.");
        }

        @Test
        void acceptsItsNewCreatorAsAMember() {
            given().when(create("newcomer", "newcomer")).thenCreated();
        }

        @Test
        void refusesAServerThatNamesNoCreator() {
            given().when(create(Optional.empty(), Optional.empty())).thenRefused(ErrorCode.INPUT,
                    "either data.created_by or data.created_by_id must be provided when using server side auth.");
        }

        @Test
        void refusesAnUnknownCallType() {
            given().users("john").callType("nonsense").when(create("john"))
                    .thenRefused(ErrorCode.NOT_FOUND, "default: call type does not exist");
        }

        @Test
        void makesTheUserHimselfTheCreator() {
            CallScenario scenario = given().users("anna").asUser("anna", "user")
                    .when(create(Optional.empty(), Optional.empty())).thenCreated();
            assertThat(scenario.core().createdBy()).isEqualTo("anna");
            assertThat(scenario.newEvents().getFirst().envelope().actor()).hasToString("user:anna");
        }

        @Test
        void refusesAUserThatNamesAnotherCreator() {
            given().users("anna", "john").asUser("anna", "user").when(create("john")).thenRefused(ErrorCode.INPUT,
                    "data.created_by and data.created_by_id can only be set when using server side auth.");
        }

        @Test
        void refusesAGuestWhoMayNotCreateCalls() {
            given().users("anna").asUser("anna", "guest").when(create(Optional.empty(), Optional.empty()))
                    .thenRefused(ErrorCode.NOT_ALLOWED, "User 'anna' with role 'guest' is not allowed to perform "
                            + "action CreateCall in scope 'video:default'");
        }

        @Test
        void refusesACameraThatIsOnInACallWithoutVideo() {
            given().users("john").when(create(Optional.of("john"), Optional.of("{\"video\":{\"enabled\":false}}")))
                    .thenRefused(ErrorCode.INPUT, "Video is not enabled for this call");
        }
    }

    @Nested
    class Update {

        @Test
        void replacesTheCustomData() {
            CallScenario scenario = given().call().when(custom("{\"color\":\"blue\"}")).when(custom("{\"size\":1}"));
            assertThat(scenario.core().custom()).isEqualTo(json("{\"size\":1}"));
        }

        @Test
        void keepsEarlierOverrides() {
            CallReply.Done done = given().call().when(settings("{\"limits\":{\"max_duration_seconds\":0}}"))
                    .when(settings("{\"limits\":{\"max_participants\":7}}")).done();
            assertThat(done.call().settings().at("/limits/max_duration_seconds").intValue()).isZero();
            assertThat(done.call().settings().at("/limits/max_participants").intValue()).isEqualTo(7);
        }

        @Test
        void withoutAnyChangeWritesNothing() {
            given().call().when(new CallCommand.Update(Optional.empty(), Optional.empty(), Optional.empty()))
                    .thenNothingHappened().done();
        }

        @Test
        void ofAnUnknownCallIsNotFound() {
            given().when(custom("{}")).thenRefused(ErrorCode.NOT_FOUND, "Can't find call with id default:standup");
        }

        @Test
        void isForTheOwnerAndNotForAnyUser() {
            given().call().asUser("john", "user").when(custom("{\"a\":1}")).thenEvents(new CallEvent.CallUpdated(
                    Optional.of(json("{\"a\":1}")), Optional.empty(), Optional.empty()));
            given().call().asUser("eve", "user").when(custom("{\"a\":1}")).thenRefused(ErrorCode.NOT_ALLOWED,
                    "User 'eve' with role 'user' is not allowed to perform action UpdateCall in scope 'video:default'");
        }

        @Test
        void isForAMemberWhoseRoleThereAllowsIt() {
            given().call("eve").when(upsert(as("eve", "admin"))).asUser("eve", "user").when(custom("{\"a\":1}")).done();
        }

        @Test
        void againstAnotherVersionIsRefused() {
            given().call().when(custom("{\"a\":1}")).expecting(1).when(custom("{\"a\":2}")).thenRefused(
                    ErrorCode.PRECONDITION, "the call is at version 2, not 1: read it again and decide anew");
        }

        @Test
        void againstThePresentVersionHappens() {
            given().call().expecting(1).when(custom("{\"a\":2}")).done();
        }
    }

    @Nested
    class UpdateMembers {

        @Test
        void addsAndChangesAndAnswersInRequestOrder() {
            CallScenario scenario = given().call("jack").users("anna").after(Duration.ofSeconds(1))
                    .when(upsert(as("jack", "host"), as("anna")));
            scenario.thenEvents(new CallEvent.MembersUpdated(List.of(member("anna")), List.of(member("jack", "host")),
                    List.of()));
            assertThat(scenario.done().members()).extracting(m -> m.userId()).containsExactly("jack", "anna");
            assertThat(scenario.memberIds()).containsExactly("anna", "jack");
        }

        @Test
        void keepsRoleAndCustomThatAreNotGiven() {
            CallScenario scenario = given().call("jack").when(upsert(new CallCommand.MemberUpsert("jack",
                    Optional.of("host"), Optional.of(json("{\"seat\":4}"))))).when(upsert(as("jack", "speaker")));
            assertThat(scenario.done().members().getFirst().custom()).isEqualTo(json("{\"seat\":4}"));
            scenario.when(upsert(as("jack"))).thenNothingHappened();
            assertThat(scenario.done().members().getFirst().role()).contains("speaker");
        }

        @Test
        void removesAndPassesOverStrangers() {
            CallScenario scenario = given().call("jack", "anna").when(remove("jack", "stranger"))
                    .thenEvents(new CallEvent.MembersUpdated(List.of(), List.of(), List.of("jack")));
            assertThat(scenario.memberIds()).containsExactly("anna");
            assertThat(scenario.core().members()).isEqualTo(1);
        }

        @Test
        void takesAPermissionOfItsOwnToGiveARole() {
            CallScenario scenario = given().call("jack").users("eve").asUser("eve", "user");
            String refusal = "User 'eve' with role 'user' is not allowed to perform action UpdateCallMemberRole "
                    + "in scope 'video:default'";
            scenario.when(upsert(as("eve", "admin"))).thenRefused(ErrorCode.NOT_ALLOWED, refusal);
            scenario.when(upsert(as("jack", "admin"))).thenRefused(ErrorCode.NOT_ALLOWED, refusal);
            scenario.when(upsert(as("eve"))).done();
            scenario.asUser("eve", "admin").when(upsert(as("jack", "host"))).done();
        }

        @Test
        void letsTheOwnerGiveRoles() {
            given().call("jack").users("eve").asUser("john", "user").when(upsert(as("jack", "host"), as("eve", "speaker")))
                    .done();
        }

        @Test
        void needsNoPermissionForARoleThatIsAlreadyThere() {
            given().call("jack").when(upsert(as("jack", "speaker"))).asUser("eve", "user")
                    .when(upsert(as("jack", "speaker"))).thenNothingHappened().done();
        }

        @Test
        void letsNobodyInWhoMayNotJoinHimself() {
            CallScenario scenario = given().call("jack").users("eve", "zoe")
                    .grant("user", "create-call", "read-call", "update-call-member").grant("call_member", "join-call");
            scenario.asUser("eve", "user").when(upsert(as("eve"))).thenRefused(ErrorCode.NOT_ALLOWED,
                    "User 'eve' with role 'user' is not allowed to perform action JoinCall in scope 'video:default'");
            scenario.asUser("jack", "user").when(upsert(as("zoe"))).done();
            scenario.asUser("john", "user").when(upsert(as("eve"))).done();
        }

        @Test
        void refusesUnknownUsers() {
            given().call().users("anna").when(upsert(as("anna"), as("ghost")))
                    .thenRefused(ErrorCode.INPUT, "the provided users [ghost] don't exist");
        }

        @Test
        void putsTheNewestMemberFirstAndTiesByUserId() {
            CallScenario scenario = given().call("john", "jack").users("anna").after(Duration.ofSeconds(1))
                    .when(upsert(as("anna")));
            assertThat(scenario.memberIds()).containsExactly("anna", "jack", "john");
        }
    }

    @Nested
    class End {

        @Test
        void endsTheCallOnceAndSaysWhoAndWhy() {
            CallScenario scenario = given().call().asUser("john", "user").when(new CallCommand.End())
                    .thenEvents(new CallEvent.CallEnded(Optional.of("john"), "mark_ended"));
            assertThat(scenario.core().endedAt()).contains(CallScenario.START);
            scenario.after(Duration.ofMinutes(1)).when(new CallCommand.End()).thenNothingHappened().done();
        }

        @Test
        void isRefusedToGuests() {
            given().call().asUser("g", "guest").when(new CallCommand.End()).thenRefused(ErrorCode.NOT_ALLOWED,
                    "User 'g' with role 'guest' is not allowed to perform action EndCall in scope 'video:default'");
        }
    }
}
