package io.switchboard.command.call;

import io.switchboard.command.call.CallCommand.Context;
import io.switchboard.command.call.CallCommand.NewCall;
import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.MemberData;
import io.switchboard.events.call.CallRows;
import io.switchboard.events.call.Settings;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.calltype.Permission;
import io.switchboard.wire.error.ApiError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Decides whether and how a call comes to be. */
final class Creation {

    private Creation() {
    }

    static Decision getOrCreate(CallCommand.GetOrCreate command, Context context, CallRows rows) {
        if (CallDecider.call(context, rows).isPresent()) {
            return CallDecider.on(context, rows, Permission.READ_CALL, s -> Ringing.signal(s, command.signal()));
        }
        return create(command.data(), command.creatorReady(), command.signal(), context, rows);
    }

    /** The events that make a call, in its first moment already ringing if asked to. */
    static Decision create(NewCall data, boolean creatorReady, CallCommand.Signal signal, Context context,
                           CallRows rows) {
        if (context.version().isPresent()) {
            return Decision.refused(ApiError.precondition("the call does not exist, so it has no version"));
        }
        if (context.callType().isEmpty()) {
            return Decision.refused(ApiError.notFound(context.cid().type() + ": call type does not exist"));
        }
        Optional<ApiError> impossible = notAllowed(data, context, rows).or(() -> mistake(data, context));
        if (impossible.isPresent()) {
            return Decision.refused(impossible.get());
        }
        CallType type = context.callType().get();
        ObjectNode settings = data.settingsOverride().map(o -> Settings.merge(type.settings(), o)).orElse(type.settings());
        Optional<ApiError> contradiction = SettingsRules.contradiction("settings_override", settings);
        if (contradiction.isPresent()) {
            return Decision.refused(contradiction.get());
        }
        String creator = creator(data, context.principal()).orElseThrow();
        if (!creatorReady) {
            return new Decision.CreatorNeeded(creator);
        }
        List<CallEvent> events = new ArrayList<>();
        events.add(new CallEvent.CallCreated(creator, data.team(), data.startsAt(),
                data.custom().orElseGet(JsonNodeFactory.instance::objectNode), settings, data.members(),
                settings.path("backstage").path("enabled").asBoolean(false), data.video(), data.channelCid()));
        Duration missed = Ringing.missedAfter(settings);
        List<String> members = data.members().stream().map(MemberData::userId).toList();
        Ringing.signal(signal, creator, context.ids().session(), Ringing.reachable(members, creator, context),
                context.now().plus(missed)).forEach(events::add);
        return new Decision.Accepted(events);
    }

    private static Optional<ApiError> notAllowed(NewCall data, Context context, CallRows rows) {
        Access access = Access.of(context, Optional.empty(), rows, data.team());
        return access.refusal(Permission.CREATE_CALL).or(() -> Joining.banned(context, access, Permission.CREATE_CALL));
    }

    private static Optional<ApiError> mistake(NewCall data, Context context) {
        Optional<String> creator = creator(data, context.principal());
        if (creator.isEmpty()) {
            return Optional.of(ApiError.input("data.created_by_id",
                    "either data.created_by or data.created_by_id must be provided when using server side auth."));
        }
        if (context.principal() instanceof Principal.User user
                && data.createdBy().filter(id -> !id.equals(user.id())).isPresent()) {
            return Optional.of(ApiError.input("data.created_by_id",
                    "data.created_by and data.created_by_id can only be set when using server side auth."));
        }
        List<String> unknown = data.members().stream().map(MemberData::userId)
                .filter(id -> !id.equals(creator.get()) && context.people().find(id).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            return Optional.of(ApiError.input("data.members",
                    "The following users are involved in call create operation, but don't exist: ["
                    + String.join(" ", unknown) + "]. Please create the user objects before setting up the call."));
        }
        return wrongTeam(data, creator.get(), context);
    }

    /** With multi-tenancy a call's creator is in the call's team (contract 4). */
    private static Optional<ApiError> wrongTeam(NewCall data, String creator, Context context) {
        if (!context.app().multiTenant() || data.team().isEmpty()) {
            return Optional.empty();
        }
        return context.people().find(creator).filter(person -> !person.teams().contains(data.team().get()))
                .map(person -> ApiError.input("data.team",
                        "user '" + creator + "' is not in team '" + data.team().get() + "'"));
    }

    private static Optional<String> creator(NewCall data, Principal principal) {
        return principal.userId().or(data::createdBy);
    }
}
