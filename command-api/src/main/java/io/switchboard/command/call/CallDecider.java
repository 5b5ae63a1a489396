package io.switchboard.command.call;

import io.switchboard.command.call.CallCommand.Context;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallRows;
import io.switchboard.events.calltype.Permission;
import io.switchboard.wire.error.ApiError;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides what a command does to a call. Pure: state, command and context in, decision out; rows are only read.
 * Time, ids, users, grants and settings come in the context, so that a decision can be repeated and reasoned about.
 * Here is which command needs a call and which permission; what it then does is decided by the class of its topic.
 */
public final class CallDecider {

    private CallDecider() {
    }

    /** The contract's rules for each operation, in the order in which a caller would want to hear of a breach. */
    public static Decision decide(CallCommand command, Context context, CallRows rows) {
        Optional<ApiError> barred = barred(context);
        if (barred.isPresent()) {
            return Decision.refused(barred.get());
        }
        return switch (command) {
            case CallCommand.GetOrCreate create -> Creation.getOrCreate(create, context, rows);
            case CallCommand.Join join -> Joining.join(join, context, rows);
            case CallCommand.Get get -> on(context, rows, Permission.READ_CALL, s -> Ringing.signal(s, get.signal()));
            case CallCommand.Update update -> existing(context, rows, s -> Properties.update(s, update));
            case CallCommand.UpdateMembers members -> existing(context, rows, s -> Membership.update(s, members));
            case CallCommand.End end -> on(context, rows, Permission.END_CALL, Ending::end);
            case CallCommand.Delete delete -> existing(context, rows, s -> Ending.delete(s, delete));
            case CallCommand.Leave leave -> existing(context, rows, s -> Presence.leave(s, leave));
            case CallCommand.Heartbeat beat -> existing(context, rows, s -> Presence.heartbeat(s, beat));
            case CallCommand.Ring ring -> existing(context, rows, s -> Ringing.ring(s, ring));
            case CallCommand.Accept accept -> on(context, rows, Permission.JOIN_CALL, Ringing::accept);
            case CallCommand.Reject reject -> on(context, rows, Permission.READ_CALL, s -> Ringing.reject(s, reject));
            case CallCommand.GoLive live -> on(context, rows, Permission.UPDATE_CALL, Properties::goLive);
            case CallCommand.StopLive stop -> on(context, rows, Permission.UPDATE_CALL, Properties::stopLive);
            case CallCommand.Block block -> on(context, rows, Permission.BLOCK_USER, s -> Moderation.block(s, block));
            case CallCommand.Unblock unblock ->
                    on(context, rows, Permission.BLOCK_USER, s -> Moderation.unblock(s, unblock));
            case CallCommand.Kick kick -> on(context, rows, Permission.KICK_USER, s -> Moderation.kick(s, kick));
            case CallCommand.Mute mute -> on(context, rows, Permission.MUTE_USERS, s -> Moderation.mute(s, mute));
            case CallCommand.UpdatePermissions change ->
                    on(context, rows, Permission.UPDATE_CALL_PERMISSIONS, s -> Moderation.permissions(s, change));
            case CallCommand.RequestPermission request ->
                    on(context, rows, Permission.JOIN_CALL, s -> Interaction.request(s, request));
            case CallCommand.React react ->
                    on(context, rows, Permission.CREATE_REACTION, s -> Interaction.react(s, react));
            case CallCommand.Pin pin -> on(context, rows, Permission.PIN_FOR_EVERYONE, s -> Interaction.pin(s, pin));
            case CallCommand.SendEvent event ->
                    on(context, rows, Permission.SEND_EVENT, s -> Interaction.send(s, event));
            case CallCommand.SubmitFeedback feedback ->
                    on(context, rows, Permission.READ_CALL, s -> Interaction.feedback(s, feedback));
            case CallCommand.Participants look -> on(context, rows, Permission.READ_CALL, s -> Decision.nothing());
            case CallCommand.Report report -> on(context, rows, Permission.READ_CALL_STATS, s -> Presence.report(s, report));
            case CallCommand.Due due -> existing(context, rows, s -> Ending.due(s, due.timer()));
            case CallCommand.LeaseOver lease -> existing(context, rows, s -> Presence.leaseOver(s, lease));
        };
    }

    /** The call, if it is there to be seen. */
    static Optional<CallCore> call(Context context, CallRows rows) {
        return rows.core(context.cid()).filter(core -> core.deletedAt().isEmpty());
    }

    /** Decides about a call that must exist, for a principal who must hold the permission. */
    static Decision on(Context context, CallRows rows, Permission permission, Function<Situation, Decision> then) {
        return existing(context, rows, s -> s.missing(permission).map(Decision::refused).orElseGet(() -> then.apply(s)));
    }

    /** Decides about a call that must exist, at the version the caller expects. */
    static Decision existing(Context context, CallRows rows, Function<Situation, Decision> then) {
        Optional<CallCore> core = call(context, rows);
        if (core.isEmpty()) {
            return Decision.refused(notFound(context));
        }
        Access access = Access.of(context, core, rows, Optional.empty());
        Situation situation = new Situation(context, rows, core.get(), access);
        Decision decision = then.apply(situation);
        if (!(decision instanceof Decision.Refused) && context.version().filter(v -> v != core.get().seq()).isPresent()) {
            return Decision.refused(ApiError.precondition("the call is at version " + core.get().seq() + ", not "
                    + context.version().get() + ": read it again and decide anew"));
        }
        return decision;
    }

    static ApiError notFound(Context context) {
        return ApiError.notFound("Can't find call with id " + context.cid());
    }

    /** A deactivated user cannot ask for anything (contract 4). */
    private static Optional<ApiError> barred(Context context) {
        return context.principal() instanceof Principal.User user
                ? context.people().find(user.id()).filter(person -> !person.active())
                        .map(person -> ApiError.notAllowed("User '" + user.id() + "' is deactivated"))
                : Optional.empty();
    }
}
