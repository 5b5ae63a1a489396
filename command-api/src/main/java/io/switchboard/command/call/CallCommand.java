package io.switchboard.command.call;

import io.switchboard.events.CallEvent.MemberData;
import io.switchboard.events.Cid;
import io.switchboard.events.calltype.CallType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can be asked of a call: the contract's operations, already read and checked for shape. Immutable. A parameter
 * {@code by} is the user on whose behalf a server asks; a user always asks on his own.
 */
public sealed interface CallCommand {

    /**
     * Create the call unless it is there.
     *
     * @param data         what it starts with
     * @param creatorReady whether the creator is a known user whose document needs no change; a creation with an
     *                     unready creator is answered {@link CallReply.CreatorNeeded} and writes nothing
     * @param membersLimit how many members to answer with
     */
    record GetOrCreate(NewCall data, boolean creatorReady, int membersLimit, Signal signal) implements CallCommand {
    }

    /** Look at the call, and ring or notify if asked to. */
    record Get(int membersLimit, Signal signal) implements CallCommand {
    }

    /** Change properties; what is absent stays. */
    record Update(Optional<ObjectNode> custom, Optional<ObjectNode> settingsOverride, Optional<Instant> startsAt)
            implements CallCommand {
    }

    /** Add or change members, and remove others. */
    record UpdateMembers(List<MemberUpsert> upserts, List<String> removals) implements CallCommand {
    }

    /** End the call for everyone. */
    record End() implements CallCommand {
    }

    /**
     * Remove the call.
     *
     * @param hard asked for as a hard delete, which takes a server
     */
    record Delete(boolean hard) implements CallCommand {
    }

    /** Come in, creating the call if there is none and {@code create} says what it would start with. */
    record Join(Optional<NewCall> create, boolean creatorReady, int membersLimit, Signal signal)
            implements CallCommand {
    }

    /** Go, with one device or, if none is named, with all. */
    record Leave(Optional<String> userSessionId) implements CallCommand {
    }

    /** Still there; the devices as for {@link Leave}. */
    record Heartbeat(Optional<String> userSessionId) implements CallCommand {
    }

    /** Let members ring: those named, or all who are not in. */
    record Ring(List<String> members, boolean video) implements CallCommand {
    }

    /** Take the ringing call. */
    record Accept() implements CallCommand {
    }

    /** Refuse it, or give up one's own. */
    record Reject(String reason) implements CallCommand {
    }

    /** Leave backstage. */
    record GoLive() implements CallCommand {
    }

    /** Go back to backstage. */
    record StopLive() implements CallCommand {
    }

    /** Throw a user out and keep him out. */
    record Block(String userId) implements CallCommand {
    }

    /** Let a blocked user back in. */
    record Unblock(String userId) implements CallCommand {
    }

    /** Throw a user out, and keep him out if {@code block} says so. */
    record Kick(String userId, boolean block, Optional<String> by) implements CallCommand {
    }

    /**
     * Mute users.
     *
     * @param all    everyone but the one who mutes, instead of those named
     * @param tracks which of {@code audio}, {@code video}, {@code screenshare}, {@code screenshare_audio}
     */
    record Mute(List<String> userIds, boolean all, List<String> tracks, Optional<String> by)
            implements CallCommand {
    }

    /** Change what a user may send here, on top of his roles; {@link SendPermission} names. */
    record UpdatePermissions(String userId, List<String> grant, List<String> revoke) implements CallCommand {
    }

    /** Ask to be allowed to send. */
    record RequestPermission(List<String> permissions) implements CallCommand {
    }

    /** React. */
    record React(String type, Optional<String> emojiCode, ObjectNode custom) implements CallCommand {
    }

    /** Pin a participant's video for everyone, or take the pin off. */
    record Pin(String userSessionId, String userId, boolean pinned) implements CallCommand {
    }

    /** Send an event of the application's own. */
    record SendEvent(ObjectNode custom, Optional<String> by) implements CallCommand {
    }

    /** Say how the call was. */
    record SubmitFeedback(int rating, Optional<String> reason, String sdk, String sdkVersion,
                          Optional<String> userSessionId, ObjectNode custom, Optional<String> by)
            implements CallCommand {
    }

    /** Look at who is in: those of {@code users}, or everyone. */
    record Participants(Optional<List<String>> users, int limit) implements CallCommand {
    }

    /** Look at a session: the one named, or the last one. */
    record Report(Optional<String> sessionId) implements CallCommand {
    }

    /** A timer of the call is due. */
    record Due(CallTimer timer) implements CallCommand {
    }

    /** A participant was not heard of for as long as the settings allow. */
    record LeaseOver(String userId, String userSessionId) implements CallCommand {
    }

    /**
     * @param createdBy the creator a server names; a user is always the creator of what he creates
     * @param members   no user twice
     */
    record NewCall(Optional<String> createdBy, List<MemberData> members, Optional<ObjectNode> custom,
                   Optional<ObjectNode> settingsOverride, Optional<Instant> startsAt, Optional<String> team,
                   Optional<Boolean> video, Optional<String> channelCid) {
    }

    /** A member as a request gives him: absent parts keep what he has. */
    record MemberUpsert(String userId, Optional<String> role, Optional<ObjectNode> custom) {
    }

    /** Whether the members are to hear of it, and how. */
    record Signal(boolean ring, boolean alert, boolean video) {

        /** They are not. */
        public static final Signal NONE = new Signal(false, false, false);
    }

    /**
     * What a decision may know besides the call itself.
     *
     * @param cid       the call
     * @param principal on whose behalf
     * @param now       the time of the decision
     * @param callType  the call's type as it is now, if there is one of that name
     * @param app       the application's settings
     * @param people    the users that exist
     * @param version   the version the caller expects ({@code If-Match})
     * @param ids       ids for what the decision may begin
     */
    record Context(Cid cid, Principal principal, Instant now, Optional<CallType> callType, AppRules app,
                   Person.Directory people, Optional<Long> version, FreshIds ids) {
    }

    /**
     * Ids that nobody has used. They follow from the request, so that a retry begins the same.
     *
     * @param session     for a session, should one begin
     * @param userSession for a participant, should one come in
     */
    record FreshIds(String session, String userSession) {
    }
}
