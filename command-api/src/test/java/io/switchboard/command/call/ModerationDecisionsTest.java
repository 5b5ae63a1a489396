package io.switchboard.command.call;

import static io.switchboard.command.call.CallScenario.given;
import static io.switchboard.command.call.CallScenario.json;
import static io.switchboard.command.call.Commands.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.call.CallCommand.Block;
import io.switchboard.command.call.CallCommand.Get;
import io.switchboard.command.call.CallCommand.Kick;
import io.switchboard.command.call.CallCommand.Mute;
import io.switchboard.command.call.CallCommand.RequestPermission;
import io.switchboard.command.call.CallCommand.SendEvent;
import io.switchboard.command.call.CallCommand.Signal;
import io.switchboard.command.call.CallCommand.SubmitFeedback;
import io.switchboard.command.call.CallCommand.Unblock;
import io.switchboard.command.call.CallCommand.UpdatePermissions;
import io.switchboard.events.CallEvent.CustomEventSent;
import io.switchboard.events.CallEvent.FeedbackSubmitted;
import io.switchboard.events.CallEvent.ParticipantPinned;
import io.switchboard.events.CallEvent.ReactionSent;
import io.switchboard.events.CallEvent.UserBlocked;
import io.switchboard.events.CallEvent.UserUnblocked;
import io.switchboard.events.CallEvent.UsersMuted;
import io.switchboard.wire.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is done to users of a call, and what they send into it. */
class ModerationDecisionsTest {

    @Test
    void aBlockedUserIsOutStaysAMemberAndMayBeLetBackIn() {
        CallScenario scenario = given().call("anna").asUser("anna", "user").when(join()).asServer()
                .when(new Block("anna")).thenHappened("UserBlocked", "ParticipantLeft", "SessionEnded");
        assertThat(scenario.memberIds()).contains("anna");
        assertThat(scenario.done().call().blocked()).containsExactly("anna");
        scenario.when(new Block("anna")).thenNothingHappened()
                .when(new Unblock("anna")).thenEvents(new UserUnblocked("anna", Optional.empty()))
                .when(new Unblock("anna")).thenNothingHappened()
                .asUser("anna", "user").when(join()).thenHappened("SessionStarted", "ParticipantJoined");
    }

    @Test
    void theLogSaysWhoBlocked() {
        given().users("anna").call().asUser("john", "user").when(new Block("anna"))
                .thenEvents(new UserBlocked("anna", Optional.of("john")));
    }

    @Test
    void aKickedUserIsOutWithAllDevicesAndMayComeBack() {
        given().users("anna", "bob").call().asUser("bob", "user").when(join())
                .asUser("anna", "user").when(join()).when(join()).asServer()
                .when(new Kick("anna", false, Optional.of("john")))
                .thenHappened("UserKicked", "ParticipantLeft", "ParticipantLeft")
                .asUser("anna", "user").when(join()).thenHappened("ParticipantJoined");
    }

    @Test
    void kickingMayBlockToo() {
        given().users("anna").call().when(new Kick("anna", true, Optional.empty()))
                .thenHappened("UserKicked", "UserBlocked")
                .asUser("anna", "user").when(join()).thenRefused(ErrorCode.NOT_ALLOWED);
    }

    @Test
    void mutingIsAFact() {
        given().users("anna").call().when(new Mute(List.of("anna"), false, List.of("audio"), Optional.of("john")))
                .thenEvents(new UsersMuted(Optional.of("john"), List.of("anna"), false, List.of("audio")));
    }

    @Test
    void aGrantedPermissionIsHadAndARevokedOneIsNot() {
        CallScenario scenario = given().users("anna").call().grant("user", "join-call", "read-call", "send-audio")
                .when(new UpdatePermissions("anna", List.of("send-video"), List.of("send-audio")))
                .thenHappened("UserPermissionsUpdated")
                .when(new UpdatePermissions("anna", List.of("send-video"), List.of("send-audio"))).thenNothingHappened()
                .asUser("anna", "user").when(new Get(25, Signal.NONE));
        assertThat(scenario.done().ownCapabilities()).containsExactly("join-call", "read-call", "send-video");
    }

    @Test
    void whatTheSettingsDoNotLetBeAskedForCannotBeAskedFor() {
        CallScenario scenario = given().users("anna").call().asUser("anna", "user")
                .when(new RequestPermission(List.of("screenshare"))).thenHappened("PermissionRequested");
        scenario.asServer().when(Commands.settings("{\"screensharing\":{\"access_request_enabled\":false}}"))
                .asUser("anna", "user").when(new RequestPermission(List.of("screenshare"))).thenRefused(ErrorCode.INPUT,
                        "settings.screensharing.access_request_enabled is off, so 'screenshare' cannot be asked for");
    }

    @Test
    void factsThatChangeNothingAreInTheLog() {
        CallScenario scenario = given().users("anna").call();
        scenario.when(new SendEvent(json("{\"a\":1}"), Optional.of("anna")))
                .thenEvents(new CustomEventSent("anna", json("{\"a\":1}")))
                .when(new CallCommand.Pin("nobody", "anna", true)).thenEvents(new ParticipantPinned("nobody", "anna"))
                .asUser("anna", "user").when(new CallCommand.React("like", Optional.of(":+1:"), json("{}")))
                .thenEvents(new ReactionSent("anna", "like", Optional.of(":+1:"), json("{}")));
    }

    @Test
    void feedbackIsAboutTheLastSession() {
        CallScenario scenario = given().users("anna").call().asUser("anna", "user").underRequest("s", "h", false)
                .when(join()).when(new CallCommand.Leave(Optional.empty()))
                .when(feedback(Optional.empty()))
                .thenEvents(new FeedbackSubmitted(Optional.of("anna"), Optional.of("session of s"), Optional.empty(), 2,
                        Optional.empty(), "web", "1", json("{}")));
        assertThat(scenario.core().session().orElseThrow().ratings().worst()).contains(2);
    }

    @Test
    void aServerActsForNobodyWhoDoesNotExist() {
        String reason = "the provided users [ghost] don't exist";
        given().users("anna").call().when(new Kick("anna", false, Optional.of("ghost")))
                .thenRefused(ErrorCode.INPUT, reason)
                .when(new Mute(List.of("anna"), false, List.of("audio"), Optional.of("ghost")))
                .thenRefused(ErrorCode.INPUT, reason)
                .when(new Mute(List.of(), true, List.of("audio"), Optional.of("ghost")))
                .thenRefused(ErrorCode.INPUT, reason);
    }

    @Test
    void aServerMaySayHowTheCallWasForNobodyInParticular() {
        given().users("anna").call().when(feedback(Optional.empty()))
                .thenEvents(new FeedbackSubmitted(Optional.empty(), Optional.empty(), Optional.empty(), 2,
                        Optional.empty(), "web", "1", json("{}")))
                .when(feedback(Optional.of("anna")))
                .thenEvents(new FeedbackSubmitted(Optional.of("anna"), Optional.empty(), Optional.empty(), 2,
                        Optional.empty(), "web", "1", json("{}")))
                .when(feedback(Optional.of("ghost")))
                .thenRefused(ErrorCode.INPUT, "the provided users [ghost] don't exist");
    }

    private static SubmitFeedback feedback(Optional<String> by) {
        return new SubmitFeedback(2, Optional.empty(), "web", "1", Optional.empty(), json("{}"), by);
    }

    static List<CallCommand> commandsOnUsers() {
        return List.of(new Block("ghost"), new Kick("ghost", false, Optional.empty()),
                new Mute(List.of("ghost"), false, List.of("audio"), Optional.empty()),
                new UpdatePermissions("ghost", List.of("send-audio"), List.of()),
                new SendEvent(json("{}"), Optional.of("ghost")));
    }

    @ParameterizedTest
    @MethodSource("commandsOnUsers")
    void usersWhoDoNotExistAreRefused(CallCommand command) {
        given().call().when(command).thenRefused(ErrorCode.INPUT, "the provided users [ghost] don't exist");
    }

    static List<CallCommand> restricted() {
        return List.of(new Block("john"), new Unblock("john"), new Kick("john", false, Optional.empty()),
                new Mute(List.of("john"), false, List.of("audio"), Optional.empty()),
                new UpdatePermissions("john", List.of("send-audio"), List.of()), new CallCommand.End(),
                new CallCommand.GoLive(), new CallCommand.StopLive(), new CallCommand.Delete(false),
                new CallCommand.Pin("s", "john", true), new SendEvent(json("{}"), Optional.empty()), join(),
                new CallCommand.Ring(List.of(), false), new CallCommand.Accept(), new CallCommand.Reject("busy"),
                new CallCommand.React("like", Optional.empty(), json("{}")),
                new RequestPermission(List.of("send-audio")), new Get(25, Signal.NONE),
                new CallCommand.Participants(Optional.empty(), 10), new CallCommand.Report(Optional.empty()),
                new SubmitFeedback(1, Optional.empty(), "web", "1", Optional.empty(), json("{}"), Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("restricted")
    void whoIsGrantedNothingMayDoNothing(CallCommand command) {
        given().users("anna").call().grant("user").asUser("anna", "user").when(command)
                .thenRefused(ErrorCode.NOT_ALLOWED);
    }
}
