package io.switchboard.command.call;

import io.switchboard.events.CallEvent;
import io.switchboard.events.call.SendPermissions;
import io.switchboard.wire.error.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what is done to users of a call: blocking, throwing out, muting, allowing. */
final class Moderation {

    private Moderation() {
    }

    /** He is thrown out, stays a member, and cannot come in. */
    static Decision block(Situation s, CallCommand.Block block) {
        return s.unknown("user_id", block.userId()).map(Decision::refused).orElseGet(() -> {
            List<CallEvent> events = new ArrayList<>(blocked(s, block.userId(), s.by(Optional.empty())));
            events.addAll(Presence.leaving(s, block.userId(), Optional.empty(), "blocked"));
            return new Decision.Accepted(events);
        });
    }

    static Decision unblock(Situation s, CallCommand.Unblock unblock) {
        return s.rows().isBlocked(s.cid(), unblock.userId())
                ? Decision.happened(new CallEvent.UserUnblocked(unblock.userId(), s.by(Optional.empty())))
                : Decision.nothing();
    }

    static Decision kick(Situation s, CallCommand.Kick kick) {
        Optional<ApiError> unknown = s.unknown("user_id", kick.userId())
                .or(() -> s.unknownActor("kicked_by_id", kick.by()));
        return unknown.map(Decision::refused).orElseGet(() -> {
            List<CallEvent> events = new ArrayList<>();
            events.add(new CallEvent.UserKicked(kick.userId(), s.by(kick.by())));
            if (kick.block()) {
                events.addAll(blocked(s, kick.userId(), s.by(kick.by())));
            }
            events.addAll(Presence.leaving(s, kick.userId(), Optional.empty(), "kicked"));
            return new Decision.Accepted(events);
        });
    }

    static Decision mute(Situation s, CallCommand.Mute mute) {
        List<String> targets = mute.all() ? List.of() : mute.userIds();
        Optional<ApiError> unknown = targets.stream().flatMap(id -> s.unknown("user_ids", id).stream()).findFirst()
                .or(() -> s.unknownActor("muted_by_id", mute.by()));
        return unknown.map(Decision::refused).orElseGet(() -> Decision.happened(
                new CallEvent.UsersMuted(s.by(mute.by()), targets, mute.all(), mute.tracks())));
    }

    static Decision permissions(Situation s, CallCommand.UpdatePermissions change) {
        Optional<ApiError> unknown = s.unknown("user_id", change.userId());
        if (unknown.isPresent()) {
            return Decision.refused(unknown.get());
        }
        SendPermissions present = s.rows().sendPermissions(s.cid(), change.userId())
                .orElseGet(SendPermissions::none);
        boolean changes = !present.granted().containsAll(change.grant())
                || !present.revoked().containsAll(change.revoke());
        return changes ? Decision.happened(
                new CallEvent.UserPermissionsUpdated(change.userId(), change.grant(), change.revoke()))
                : Decision.nothing();
    }

    private static List<CallEvent> blocked(Situation s, String userId, Optional<String> by) {
        return s.rows().isBlocked(s.cid(), userId) ? List.of() : List.of(new CallEvent.UserBlocked(userId, by));
    }
}
