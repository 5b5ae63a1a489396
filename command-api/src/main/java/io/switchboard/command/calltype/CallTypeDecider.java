package io.switchboard.command.calltype;

import io.switchboard.command.call.SettingsRules;
import io.switchboard.command.calltype.CallTypeCommand.Content;
import io.switchboard.command.document.Changes;
import io.switchboard.events.call.Settings;
import io.switchboard.events.calltype.BuiltInCallTypes;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.calltype.CallTypeCodec;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ErrorCode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides what a command makes of a call type (contract 1.2, rule 13). Pure. */
public final class CallTypeDecider {

    /** How many roles a call type may have grants for. */
    public static final int MAX_ROLES = 100;

    /** Every change adds to a document, and every call carries its settings. */
    private static final int MAX_DOCUMENT = 1 << 20;

    private CallTypeDecider() {
    }

    /** @param present the call type of the command's name, if it exists */
    public static Changes decide(CallTypeCommand command, Optional<CallType> present) {
        return switch (command.action()) {
            case CallTypeCommand.Create create -> present.isPresent() ? new Changes.Refused(ApiError.of(
                    ErrorCode.DUPLICATE_NAME, command.name() + ": call type already exists"))
                    : written(merged(blank(command.name(), command.now()), create.content(), command.now()));
            case CallTypeCommand.Update update -> present.map(type -> updated(type, update.content(), command.now()))
                    .orElseGet(() -> new Changes.Refused(unknown(command.name())));
            case CallTypeCommand.Delete delete -> present.isEmpty() ? new Changes.Refused(unknown(command.name()))
                    : new Changes.Written(List.of(new Changes.Document(command.name(),
                            CallTypeCodec.encodeDeleted(command.name(), command.now()))));
        };
    }

    /** The refusal of a name that no call type has. */
    public static ApiError unknown(String name) {
        return ApiError.notFound(name + ": call type does not exist");
    }

    private static Changes updated(CallType type, Content content, Instant now) {
        return merged(type, content, type.updatedAt()).equals(type) ? new Changes.Written(List.of())
                : written(merged(type, content, now));
    }

    private static Changes written(CallType type) {
        Optional<ApiError> contradiction = SettingsRules.contradiction("settings", type.settings());
        if (contradiction.isPresent()) {
            return new Changes.Refused(contradiction.get());
        }
        if (type.grants().size() > MAX_ROLES) {
            return new Changes.Refused(ApiError.input("grants",
                    "grants must contain at maximum " + MAX_ROLES + " roles, those of the call type included"));
        }
        byte[] document = CallTypeCodec.encode(type);
        if (document.length > MAX_DOCUMENT) {
            return new Changes.Refused(ApiError.input("the call type would be larger than " + MAX_DOCUMENT + " bytes"));
        }
        return new Changes.Written(List.of(new Changes.Document(type.name(), document)));
    }

    /** A new call type starts as the built-in default one. */
    private static CallType blank(String name, Instant now) {
        CallType base = BuiltInCallTypes.byName().get("default");
        return new CallType(name, base.settings(), base.grants(), now, now);
    }

    private static CallType merged(CallType type, Content content, Instant updatedAt) {
        Map<String, List<String>> grants = new LinkedHashMap<>(type.grants());
        grants.putAll(content.grants());
        return new CallType(type.name(),
                content.settings().map(given -> Settings.merge(type.settings(), given)).orElse(type.settings()),
                grants,
                content.notificationSettings().map(given -> Settings.merge(type.notificationSettings(), given))
                        .orElse(type.notificationSettings()),
                content.externalStorage().or(type::externalStorage),
                type.createdAt(), updatedAt);
    }
}
