package io.switchboard.command.call;

import io.switchboard.events.CallEvent;
import io.switchboard.events.call.CallSession;
import io.switchboard.wire.error.ApiError;
import java.util.Optional;

/** Decides what people send into a call: requests, reactions, events, pins, feedback. */
final class Interaction {

    private Interaction() {
    }

    /** The call's settings say for each kind of media whether it may be asked for. */
    static Decision request(Situation s, CallCommand.RequestPermission request) {
        Optional<String> userId = s.context().principal().userId();
        if (userId.isEmpty()) {
            return Decision.refused(ApiError.input("asking for permissions takes a user token"));
        }
        for (String name : request.permissions()) {
            String group = SendPermission.named(name).orElseThrow().settings();
            if (!s.settings().path(group).path("access_request_enabled").asBoolean(false)) {
                return Decision.refused(ApiError.input("permissions",
                        "settings." + group + ".access_request_enabled is off, so '" + name + "' cannot be asked for"));
            }
        }
        return Decision.happened(new CallEvent.PermissionRequested(userId.get(), request.permissions()));
    }

    static Decision react(Situation s, CallCommand.React react) {
        return s.context().principal().userId().map(userId -> Decision.happened(
                        new CallEvent.ReactionSent(userId, react.type(), react.emojiCode(), react.custom())))
                .orElseGet(() -> Decision.refused(ApiError.input("reacting takes a user token")));
    }

    /** Whether anybody of that id is in is not looked at (contract 5.3, 10): the fact is recorded. */
    static Decision pin(Situation s, CallCommand.Pin pin) {
        return Decision.happened(pin.pinned() ? new CallEvent.ParticipantPinned(pin.userSessionId(), pin.userId())
                : new CallEvent.ParticipantUnpinned(pin.userSessionId(), pin.userId()));
    }

    static Decision send(Situation s, CallCommand.SendEvent event) {
        Optional<String> userId = s.by(event.by());
        if (userId.isEmpty()) {
            return Decision.refused(ApiError.input("user_id",
                    "either user or user_id must be provided when using server side auth."));
        }
        return s.unknown("user_id", userId.get()).map(Decision::refused)
                .orElseGet(() -> Decision.happened(new CallEvent.CustomEventSent(userId.get(), event.custom())));
    }

    /** A server need not say for whom: the contract's request has no user. */
    static Decision feedback(Situation s, CallCommand.SubmitFeedback f) {
        Optional<String> userId = s.by(f.by());
        return userId.flatMap(id -> s.unknown("user_id", id)).map(Decision::refused)
                .orElseGet(() -> Decision.happened(new CallEvent.FeedbackSubmitted(userId,
                        s.core().session().map(CallSession::id), f.userSessionId(), f.rating(), f.reason(), f.sdk(),
                        f.sdkVersion(), f.custom())));
    }
}
