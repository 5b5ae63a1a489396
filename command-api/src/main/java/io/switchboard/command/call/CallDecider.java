package io.switchboard.command.call;

import io.switchboard.command.call.CallCommand.Context;
import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.MemberData;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.CallRows;
import io.switchboard.events.call.Member;
import io.switchboard.events.call.Settings;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.calltype.Permission;
import io.switchboard.wire.error.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides what a command does to a call. Pure: state, command and context in, decision out; rows are only read.
 * Time, users and call types come in the context, so that a decision can be repeated and reasoned about.
 */
public final class CallDecider {

    private CallDecider() {
    }

    /** The contract's rules for each operation, in the order in which a caller would want to hear of a breach. */
    public static Decision decide(CallCommand command, Context context, CallRows rows) {
        return switch (command) {
            case CallCommand.GetOrCreate create -> getOrCreate(create, context, rows);
            case CallCommand.Get get -> existing(context, rows, List.of(Permission.READ_CALL), core -> Decision.nothing());
            case CallCommand.Update update -> existing(context, rows, needed(update), core -> update(update, rows, core));
            case CallCommand.UpdateMembers members ->
                    existing(context, rows, needed(members), core -> updateMembers(members, context, rows));
            case CallCommand.End end ->
                    existing(context, rows, List.of(Permission.END_CALL), core -> end(context, core));
        };
    }

    private static Decision getOrCreate(CallCommand.GetOrCreate command, Context context, CallRows rows) {
        if (rows.core(context.cid()).isPresent()) {
            return existing(context, rows, List.of(Permission.READ_CALL), core -> Decision.nothing());
        }
        if (context.version().isPresent()) {
            return refused(ApiError.precondition("the call does not exist, so it has no version"));
        }
        if (context.callType().isEmpty()) {
            return refused(ApiError.notFound(context.cid().type() + ": call type does not exist"));
        }
        Optional<ApiError> notAllowed = Access.of(context, rows).refusal(Permission.CREATE_CALL);
        if (notAllowed.isPresent()) {
            return refused(notAllowed.get());
        }
        return create(command, context, context.callType().get());
    }

    private static Decision create(CallCommand.GetOrCreate command, Context context, CallType type) {
        CallCommand.NewCall data = command.data();
        Optional<String> creator = creator(data, context.principal());
        if (creator.isEmpty()) {
            return refused(ApiError.input("data.created_by_id",
                    "either data.created_by or data.created_by_id must be provided when using server side auth."));
        }
        if (context.principal() instanceof Principal.User user
                && data.createdBy().filter(id -> !id.equals(user.id())).isPresent()) {
            return refused(ApiError.input("data.created_by_id",
                    "data.created_by and data.created_by_id can only be set when using server side auth."));
        }
        List<String> unknown = data.members().stream().map(MemberData::userId)
                .filter(id -> !context.knownUsers().contains(id) && !id.equals(creator.get())).toList();
        if (!unknown.isEmpty()) {
            return refused(ApiError.input("The following users are involved in call create operation, but don't exist: ["
                    + String.join(" ", unknown) + "]. Please create the user objects before setting up the call."));
        }
        ObjectNode settings = data.settingsOverride().map(o -> Settings.merge(type.settings(), o)).orElse(type.settings());
        Optional<ApiError> contradiction = SettingsRules.contradiction(settings);
        if (contradiction.isPresent()) {
            return refused(contradiction.get());
        }
        if (!command.creatorReady()) {
            return new Decision.CreatorNeeded(creator.get());
        }
        return Decision.happened(new CallEvent.CallCreated(creator.get(), data.team(), data.startsAt(),
                data.custom().orElseGet(JsonNodeFactory.instance::objectNode), settings, data.members(),
                settings.path("backstage").path("enabled").asBoolean(false), data.video(), data.channelCid()));
    }

    private static Optional<String> creator(CallCommand.NewCall data, Principal principal) {
        return switch (principal) {
            case Principal.Server server -> data.createdBy();
            case Principal.User user -> Optional.of(user.id());
        };
    }

    private static List<Permission> needed(CallCommand.Update update) {
        List<Permission> needed = new ArrayList<>();
        if (update.settingsOverride().isPresent()) {
            needed.add(Permission.UPDATE_CALL_SETTINGS);
        }
        if (needed.isEmpty() || update.custom().isPresent() || update.startsAt().isPresent()) {
            needed.add(Permission.UPDATE_CALL);
        }
        return needed;
    }

    private static Decision update(CallCommand.Update update, CallRows rows, CallCore core) {
        if (update.custom().isEmpty() && update.settingsOverride().isEmpty() && update.startsAt().isEmpty()) {
            return Decision.nothing();
        }
        Optional<ApiError> contradiction = update.settingsOverride()
                .flatMap(o -> SettingsRules.contradiction(Settings.merge(rows.settings(core.cid()), o)));
        return contradiction.map(CallDecider::refused).orElseGet(() -> Decision.happened(
                new CallEvent.CallUpdated(update.custom(), update.settingsOverride(), update.startsAt())));
    }

    private static List<Permission> needed(CallCommand.UpdateMembers update) {
        List<Permission> needed = new ArrayList<>();
        if (!update.upserts().isEmpty() || update.removals().isEmpty()) {
            needed.add(Permission.UPDATE_CALL_MEMBER);
        }
        if (!update.removals().isEmpty()) {
            needed.add(Permission.REMOVE_CALL_MEMBER);
        }
        return needed;
    }

    private static Decision updateMembers(CallCommand.UpdateMembers update, Context context, CallRows rows) {
        List<String> unknown = update.upserts().stream().map(CallCommand.MemberUpsert::userId)
                .filter(id -> !context.knownUsers().contains(id)).toList();
        if (!unknown.isEmpty()) {
            return refused(ApiError.input("the provided users [" + String.join(" ", unknown) + "] don't exist"));
        }
        List<MemberData> added = new ArrayList<>();
        List<MemberData> changed = new ArrayList<>();
        for (CallCommand.MemberUpsert upsert : update.upserts()) {
            Optional<Member> present = rows.member(context.cid(), upsert.userId());
            MemberData wanted = new MemberData(upsert.userId(),
                    upsert.role().or(() -> present.flatMap(Member::role)),
                    upsert.custom().or(() -> present.map(Member::custom))
                            .orElseGet(JsonNodeFactory.instance::objectNode));
            if (present.isEmpty()) {
                added.add(wanted);
            } else if (!wanted.role().equals(present.get().role()) || !wanted.custom().equals(present.get().custom())) {
                changed.add(wanted);
            }
        }
        List<String> removed = update.removals().stream()
                .filter(id -> rows.member(context.cid(), id).isPresent()).toList();
        if (added.isEmpty() && changed.isEmpty() && removed.isEmpty()) {
            return Decision.nothing();
        }
        return Decision.happened(new CallEvent.MembersUpdated(added, changed, removed));
    }

    private static Decision end(Context context, CallCore core) {
        if (core.endedAt().isPresent()) {
            return Decision.nothing();
        }
        return Decision.happened(new CallEvent.CallEnded(context.principal().actor().userId(), "mark_ended"));
    }

    private static Decision existing(Context context, CallRows rows, List<Permission> needed, OnCall then) {
        Optional<CallCore> core = rows.core(context.cid());
        if (core.isEmpty()) {
            return refused(ApiError.notFound("Can't find call with id " + context.cid()));
        }
        Access access = Access.of(context, rows);
        for (Permission permission : needed) {
            Optional<ApiError> notAllowed = access.refusal(permission);
            if (notAllowed.isPresent()) {
                return refused(notAllowed.get());
            }
        }
        if (context.version().filter(v -> v != core.get().seq()).isPresent()) {
            return refused(ApiError.precondition("the call is at version " + core.get().seq() + ", not "
                    + context.version().get() + ": read it again and decide anew"));
        }
        return then.decide(core.get());
    }

    private static Decision refused(ApiError error) {
        return new Decision.Refused(error);
    }

    @FunctionalInterface
    private interface OnCall {
        Decision decide(CallCore core);
    }
}
