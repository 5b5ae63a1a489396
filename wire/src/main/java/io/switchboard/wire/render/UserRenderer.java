package io.switchboard.wire.render;

import io.switchboard.events.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes users in the shapes of contract §2.3. Stateless. */
public final class UserRenderer {

    private UserRenderer() {
    }

    /** Writes a UserResponse object, as it stands in calls and members. */
    public static void writeUser(JsonGenerator g, TimeStyle style, User user) {
        g.writeStartObject();
        writeFields(g, style, user);
        g.writeEndObject();
    }

    /**
     * Writes the user of this id, or what is known without a document: id, role {@code user}, and when he was first
     * named.
     */
    public static void writeUser(JsonGenerator g, TimeStyle style, String id, Map<String, User> users,
                                 Instant firstNamed) {
        User known = users.get(id);
        writeUser(g, style, known != null ? known : new User(id, "user", Optional.empty(), Optional.empty(),
                JsonNodeFactory.instance.objectNode(), List.of(), Optional.empty(), "", false, Optional.empty(),
                firstNamed, firstNamed));
    }

    /** Writes a FullUserResponse object, as {@code /users} answers it. */
    public static void writeFullUser(JsonGenerator g, TimeStyle style, User user) {
        g.writeStartObject();
        writeFields(g, style, user);
        user.privacySettings().ifPresent(settings -> {
            g.writeName("privacy_settings");
            g.writeTree(settings);
        });
        List.of("channel_mutes", "mutes", "devices").forEach(name -> {
            g.writeArrayPropertyStart(name);
            g.writeEndArray();
        });
        List.of("total_unread_count", "unread_channels", "unread_count", "unread_threads")
                .forEach(name -> g.writeNumberProperty(name, 0));
        g.writeEndObject();
    }

    private static void writeFields(JsonGenerator g, TimeStyle style, User user) {
        g.writeStringProperty("id", user.id());
        g.writeStringProperty("role", user.role());
        user.name().ifPresent(name -> g.writeStringProperty("name", name));
        user.image().ifPresent(image -> g.writeStringProperty("image", image));
        g.writeName("custom");
        g.writeTree(user.custom());
        g.writeArrayPropertyStart("teams");
        user.teams().forEach(g::writeString);
        g.writeEndArray();
        user.teamsRole().ifPresent(roles -> {
            g.writeName("teams_role");
            g.writeTree(roles);
        });
        g.writeStringProperty("language", user.language());
        g.writeBooleanProperty("banned", false);
        g.writeBooleanProperty("shadow_banned", false);
        g.writeBooleanProperty("online", false);
        g.writeBooleanProperty("invisible", user.invisible());
        g.writeArrayPropertyStart("blocked_user_ids");
        g.writeEndArray();
        style.write(g, "created_at", user.createdAt());
        style.write(g, "updated_at", user.updatedAt());
    }
}
