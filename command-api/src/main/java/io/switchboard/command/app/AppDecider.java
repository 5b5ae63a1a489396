package io.switchboard.command.app;

import io.switchboard.command.document.Changes;
import io.switchboard.events.app.AppSettings;
import io.switchboard.events.app.AppSettings.PushProvider;
import io.switchboard.events.app.AppSettings.Role;
import io.switchboard.events.app.AppSettingsCodec;
import io.switchboard.wire.error.ApiError;
import io.switchboard.wire.error.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Decides what a command makes of the settings. Pure. */
final class AppDecider {

    /** The application's own (contract 3.4). */
    static final int MAX_ROLES = 25;
    static final int MAX_PROVIDERS = 100;

    private static final String GRANTS = "grants";
    private static final int MAX_DOCUMENT = 2 << 20;

    private AppDecider() {
    }

    static Changes decide(AppCommand command, AppSettings present) {
        Instant now = command.now();
        return switch (command.action()) {
            case AppCommand.Set set -> written(new AppSettings(merged(present.values(), set.values()), present.roles(),
                    present.pushProviders(), present.createdAt(), present.updatedAt()), present, now);
            case AppCommand.CreateRole create -> createRole(create.name(), present, now);
            case AppCommand.DeleteRole delete -> deleteRole(delete.name(), present, now);
            case AppCommand.PutPushProvider put -> putProvider(put, present, now);
            case AppCommand.DeletePushProvider delete -> deleteProvider(delete, present, now);
        };
    }

    private static ObjectNode merged(ObjectNode present, ObjectNode given) {
        ObjectNode next = present.deepCopy();
        given.properties().forEach(entry -> {
            if (entry.getKey().equals(GRANTS) && next.get(GRANTS) instanceof ObjectNode roles) {
                roles.setAll((ObjectNode) entry.getValue());
            } else {
                next.set(entry.getKey(), entry.getValue());
            }
        });
        return next;
    }

    private static Changes createRole(String name, AppSettings present, Instant now) {
        if (Roles.BUILT_IN.contains(name) || present.roles().stream().anyMatch(role -> role.name().equals(name))) {
            return new Changes.Refused(ApiError.of(ErrorCode.DUPLICATE_NAME, "role '" + name + "' already exists"));
        }
        if (present.roles().size() >= MAX_ROLES) {
            return new Changes.Refused(ApiError.input("there can be at most " + MAX_ROLES + " custom roles"));
        }
        return withRoles(with(present.roles(), new Role(name, now, now)), present, now);
    }

    private static Changes deleteRole(String name, AppSettings present, Instant now) {
        if (Roles.BUILT_IN.contains(name)) {
            return new Changes.Refused(ApiError.input("name", "role '" + name + "' is built in and cannot be deleted"));
        }
        return without(present.roles(), role -> role.name().equals(name))
                .map(roles -> withRoles(roles, present, now))
                .orElseGet(() -> new Changes.Refused(ApiError.notFound("role '" + name + "' does not exist")));
    }

    private static Changes putProvider(AppCommand.PutPushProvider put, AppSettings present, Instant now) {
        Predicate<PushProvider> same = provider -> provider.type().equals(put.type()) && provider.name().equals(put.name());
        Instant since = present.pushProviders().stream().filter(same).map(PushProvider::createdAt).findFirst().orElse(now);
        List<PushProvider> next = with(without(present.pushProviders(), same).orElse(present.pushProviders()),
                new PushProvider(put.type(), put.name(), put.config(), since, now));
        if (next.size() > MAX_PROVIDERS) {
            return new Changes.Refused(ApiError.input("there can be at most " + MAX_PROVIDERS + " push providers"));
        }
        return withProviders(next, present, now);
    }

    private static Changes deleteProvider(AppCommand.DeletePushProvider delete, AppSettings present, Instant now) {
        return without(present.pushProviders(),
                provider -> provider.type().equals(delete.type()) && provider.name().equals(delete.name()))
                .map(next -> withProviders(next, present, now))
                .orElseGet(() -> new Changes.Refused(ApiError.notFound(
                        "push provider '" + delete.name() + "' of type '" + delete.type() + "' does not exist")));
    }

    private static Changes withRoles(List<Role> roles, AppSettings present, Instant now) {
        return written(new AppSettings(present.values(), roles, present.pushProviders(), present.createdAt(),
                present.updatedAt()), present, now);
    }

    private static Changes withProviders(List<PushProvider> providers, AppSettings present, Instant now) {
        return written(new AppSettings(present.values(), present.roles(), providers, present.createdAt(),
                present.updatedAt()), present, now);
    }

    private static Changes written(AppSettings next, AppSettings present, Instant now) {
        if (next.equals(present)) {
            return new Changes.Written(List.of());
        }
        boolean first = present.createdAt().equals(Instant.EPOCH);
        byte[] document = AppSettingsCodec.encode(new AppSettings(next.values(), next.roles(), next.pushProviders(),
                first ? now : present.createdAt(), now));
        if (document.length > MAX_DOCUMENT) {
            return new Changes.Refused(ApiError.input("the settings would take more than " + MAX_DOCUMENT + " bytes"));
        }
        return new Changes.Written(List.of(new Changes.Document(AppSettings.NAME, document)));
    }

    private static <T> List<T> with(List<T> present, T more) {
        return Stream.concat(present.stream(), Stream.of(more)).toList();
    }

    /** Empty when there was none such. */
    private static <T> Optional<List<T>> without(List<T> present, Predicate<T> gone) {
        List<T> next = new ArrayList<>(present);
        return next.removeIf(gone) ? Optional.of(next) : Optional.empty();
    }
}
