package io.switchboard.wire.render;

import io.switchboard.events.calltype.CallType;
import java.util.Collection;
import tools.jackson.core.JsonGenerator;

/** Writes call types in the shapes of contract §2.4. Stateless. */
public final class CallTypeRenderer {

    private CallTypeRenderer() {
    }

    /** Writes the field {@code call_types}, a map by name, into the open object. */
    public static void writeCallTypes(JsonGenerator g, TimeStyle style, Collection<CallType> types) {
        g.writeObjectPropertyStart("call_types");
        types.forEach(type -> {
            g.writeObjectPropertyStart(type.name());
            writeFields(g, style, type);
            g.writeEndObject();
        });
        g.writeEndObject();
    }

    /** Writes the fields of a CallTypeResponse into the open object. */
    public static void writeFields(JsonGenerator g, TimeStyle style, CallType type) {
        g.writeStringProperty("name", type.name());
        style.write(g, "created_at", type.createdAt());
        style.write(g, "updated_at", type.updatedAt());
        g.writeObjectPropertyStart("grants");
        type.grants().forEach((role, permissions) -> {
            g.writeArrayPropertyStart(role);
            permissions.forEach(g::writeString);
            g.writeEndArray();
        });
        g.writeEndObject();
        g.writeName("settings");
        g.writeTree(type.settings());
        g.writeName("notification_settings");
        g.writeTree(type.notificationSettings());
        type.externalStorage().ifPresent(storage -> g.writeStringProperty("external_storage", storage));
    }
}
