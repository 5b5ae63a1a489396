package io.switchboard.events;

import io.switchboard.events.codec.SettingsReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can happen to a call, in the past tense. An event carries what is needed to fold it and nothing else.
 * JSON trees in events are values: nobody changes them after construction.
 */
public sealed interface CallEvent {

    /** The name in the log: CloudEvents {@code type}. */
    default String typeName() {
        return getClass().getSimpleName();
    }

    /**
     * A call came to be.
     *
     * @param createdBy  id of the creating user
     * @param settings   the complete settings at this moment (call type merged with the override): a later change
     *                   of the call type does not reach existing calls (contract rule 19)
     * @param members    the first members, in the order the request gave them
     * @param backstage  whether it starts in backstage, from {@code settings.backstage.enabled}
     */
    record CallCreated(String createdBy, Optional<String> team, Optional<Instant> startsAt, ObjectNode custom,
                       @JsonDeserialize(using = SettingsReader.class) ObjectNode settings,
                       List<MemberData> members, boolean backstage, Optional<Boolean> video,
                       Optional<String> channelCid) implements CallEvent {
    }

    /**
     * Properties changed; an absent part stayed as it was.
     *
     * @param custom           replaces the call's custom data
     * @param settingsOverride merges per field into the call's settings
     */
    record CallUpdated(Optional<ObjectNode> custom, Optional<ObjectNode> settingsOverride,
                       Optional<Instant> startsAt) implements CallEvent {
    }

    /** Members came, changed or went, all in one request. A user stands in at most one of the three lists. */
    record MembersUpdated(List<MemberData> added, List<MemberData> updated, List<String> removed)
            implements CallEvent {
    }

    /**
     * The call was ended for everyone.
     *
     * @param endedBy the user who ended it; empty for a server call
     * @param reason  why, e.g. {@code mark_ended}
     */
    record CallEnded(Optional<String> endedBy, String reason) implements CallEvent {
    }

    /**
     * Members were rung: their phones ring until they answer, the caller cancels or the time is over. If no session is
     * current, this opens one, which has not started yet.
     *
     * @param sessionId the session they are rung into, {@code call.ring.session_id}
     * @param caller    who rings; for a server's call its creator
     * @param members   whom; never the caller
     * @param video     whether it rings as a video call
     * @param missedAt  when those who have not answered by then have missed it
     */
    record CallRung(String sessionId, String caller, List<String> members, boolean video, Instant missedAt)
            implements CallEvent {
    }

    /** Members were told of the call without ringing; fields as in {@link CallRung}. */
    record CallNotified(String caller, List<String> members, boolean video) implements CallEvent {
    }

    /** A rung user took the call; he is not in it before he joins. */
    record CallAccepted(String sessionId, String userId) implements CallEvent {
    }

    /**
     * A user refused to be in the call, or the caller gave up.
     *
     * @param reason {@code decline}, {@code cancel}, {@code busy}, {@code timeout}, or the application's own
     */
    record CallRejected(String sessionId, String userId, String reason) implements CallEvent {
    }

    /**
     * Rung members were not reached.
     *
     * @param caller who rang them
     * @param reason {@code timeout} (the server's), {@code cancel} (the caller gave up), or why the member's own device
     *               rejected
     */
    record CallMissed(String sessionId, String caller, List<String> members, String reason) implements CallEvent {
    }

    /** The first participant is about to join: the session runs from now on. */
    record SessionStarted(String sessionId) implements CallEvent {
    }

    /**
     * Somebody came in.
     *
     * @param userSessionId the participant's own id: one user may be in with several devices
     * @param role          the role he is counted under: his member role, or else his application role
     */
    record ParticipantJoined(String sessionId, String userSessionId, String userId, String role)
            implements CallEvent {
    }

    /**
     * One participant went.
     *
     * @param reason          {@code left}, {@code inactive}, {@code kicked} or {@code blocked}
     * @param durationSeconds for how long he was in, in whole seconds
     */
    record ParticipantLeft(String sessionId, String userSessionId, String userId, String reason, long durationSeconds)
            implements CallEvent {
    }

    /**
     * The session is over, and whoever was still in it is out.
     *
     * @param reason {@code last_left}, {@code ended} (see the {@link CallEnded} before it) or {@code deleted}
     */
    record SessionEnded(String sessionId, String reason) implements CallEvent {
    }

    /** The call left backstage. */
    record CallWentLive(Optional<String> by) implements CallEvent {
    }

    /** The call is in backstage again. */
    record CallStoppedLive(Optional<String> by) implements CallEvent {
    }

    /** A user may not be in the call any more; he stays a member. */
    record UserBlocked(String userId, Optional<String> by) implements CallEvent {
    }

    /** A blocked user may come back. */
    record UserUnblocked(String userId, Optional<String> by) implements CallEvent {
    }

    /** A user was thrown out; he may come back unless he was blocked too. */
    record UserKicked(String userId, Optional<String> by) implements CallEvent {
    }

    /**
     * Users were muted.
     *
     * @param userIds whom; with {@code all}, all others who are in
     * @param tracks  {@code audio}, {@code video}, {@code screenshare}, {@code screenshare_audio}
     */
    record UsersMuted(Optional<String> by, List<String> userIds, boolean all, List<String> tracks)
            implements CallEvent {
    }

    /** What one user may send in this call was changed, on top of what his roles are granted. */
    record UserPermissionsUpdated(String userId, List<String> granted, List<String> revoked) implements CallEvent {
    }

    /** A user asked to be allowed to send. */
    record PermissionRequested(String userId, List<String> permissions) implements CallEvent {
    }

    /** A user reacted. */
    record ReactionSent(String userId, String type, Optional<String> emojiCode, ObjectNode custom)
            implements CallEvent {
    }

    /** A participant's video was pinned for everyone, by his {@code userSessionId}. */
    record ParticipantPinned(String userSessionId, String userId) implements CallEvent {
    }

    /** The pin was taken off again. */
    record ParticipantUnpinned(String userSessionId, String userId) implements CallEvent {
    }

    /** The application's own event, for whoever is watching. */
    record CustomEventSent(String userId, ObjectNode custom) implements CallEvent {
    }

    /**
     * Somebody said how the call was.
     *
     * @param userId    who; empty when the application's server said it for nobody in particular
     * @param sessionId the session that was current or last; empty when the call never had one
     * @param rating    1 to 5
     */
    record FeedbackSubmitted(Optional<String> userId, Optional<String> sessionId, Optional<String> userSessionId,
                             int rating, Optional<String> reason, String sdk, String sdkVersion, ObjectNode custom)
            implements CallEvent {
    }

    /**
     * The call is gone for everybody who asks. What happened in it stays in the log; a call that is created under the
     * same id later goes on with its sequence.
     *
     * @param hard whether it was asked for as a hard delete
     */
    record CallDeleted(boolean hard, Optional<String> by) implements CallEvent {
    }

    /**
     * An event this version of the code has no record for: a newer type, or a newer version of a known one.
     * It keeps its place in the sequence and in the hash chain, and changes nothing else.
     */
    record Unknown(String type, int version, ObjectNode data) implements CallEvent {
        @Override
        public String typeName() {
            return type;
        }
    }

    /** A member's own data, whole: what is not given here is not set. */
    record MemberData(String userId, Optional<String> role, ObjectNode custom) {
    }
}
