package io.switchboard.wire.render;

import io.switchboard.events.user.User;
import io.switchboard.events.user.UserStatus.Ban;
import io.switchboard.events.user.UserTies;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

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
     *
     * @param users records that stand in further answers too
     */
    public static void writeUser(JsonGenerator g, TimeStyle style, String id, Map<String, User> users,
                                 Instant firstNamed) {
        User known = users.get(id);
        if (known == null) {
            writeUser(g, style, User.blank(id, firstNamed));
        } else {
            SharedText.write(g, style, known, part -> writeUser(part, style, known));
        }
    }

    /** Writes a FullUserResponse object, as {@code /users} answers it. */
    public static void writeFullUser(JsonGenerator g, TimeStyle style, User user) {
        g.writeStartObject();
        writeFields(g, style, user);
        user.privacySettings().ifPresent(settings -> {
            g.writeName("privacy_settings");
            g.writeTree(settings);
        });
        g.writeArrayPropertyStart("channel_mutes");
        g.writeEndArray();
        g.writeArrayPropertyStart("mutes");
        user.connections().mutes().forEach(mute -> writeMute(g, style, user, mute, Map.of()));
        g.writeEndArray();
        g.writeArrayPropertyStart("devices");
        user.connections().devices().forEach(device -> writeDevice(g, style, user.id(), device));
        g.writeEndArray();
        List.of("total_unread_count", "unread_channels", "unread_count", "unread_threads")
                .forEach(name -> g.writeNumberProperty(name, 0));
        g.writeEndObject();
    }

    /** Writes a Device object, as {@code /devices} answers it. */
    public static void writeDevice(JsonGenerator g, TimeStyle style, String userId, UserTies.Device device) {
        g.writeStartObject();
        g.writeStringProperty("id", device.id());
        g.writeStringProperty("push_provider", device.provider());
        device.providerName().ifPresent(name -> g.writeStringProperty("push_provider_name", name));
        g.writeStringProperty("user_id", userId);
        g.writeBooleanProperty("voip", device.voip());
        g.writeBooleanProperty("disabled", false);
        style.write(g, "created_at", device.createdAt());
        g.writeEndObject();
    }

    /**
     * Writes a UserMuteResponse object.
     *
     * @param users the muted user's document, where it is at hand
     */
    public static void writeMute(JsonGenerator g, TimeStyle style, User user, UserTies.Mute mute,
                                 Map<String, User> users) {
        g.writeStartObject();
        g.writeName("user");
        writeUser(g, style, user);
        g.writeName("target");
        writeUser(g, style, mute.userId(), users, mute.createdAt());
        style.write(g, "created_at", mute.createdAt());
        style.write(g, "updated_at", mute.updatedAt());
        mute.expires().ifPresent(at -> style.write(g, "expires", at));
        g.writeEndObject();
    }

    private static void writeFields(JsonGenerator g, TimeStyle style, User user) {
        g.writeStringProperty("id", user.id());
        g.writeStringProperty("role", user.role());
        user.name().ifPresent(name -> g.writeStringProperty("name", name));
        user.image().ifPresent(image -> g.writeStringProperty("image", image));
        g.writeName("custom");
        TreeText.write(g, user.custom());
        g.writeArrayPropertyStart("teams");
        user.teams().forEach(g::writeString);
        g.writeEndArray();
        user.teamsRole().ifPresent(roles -> {
            g.writeName("teams_role");
            g.writeTree(roles);
        });
        g.writeStringProperty("language", user.language());
        Optional<Ban> ban = user.standing().ban();
        g.writeBooleanProperty("banned", ban.filter(b -> !b.shadow()).isPresent());
        g.writeBooleanProperty("shadow_banned", ban.filter(Ban::shadow).isPresent());
        g.writeBooleanProperty("online", false);
        g.writeBooleanProperty("invisible", user.invisible());
        g.writeArrayPropertyStart("blocked_user_ids");
        user.connections().blocks().forEach(block -> g.writeString(block.userId()));
        g.writeEndArray();
        style.write(g, "created_at", user.createdAt());
        style.write(g, "updated_at", user.updatedAt());
        ban.flatMap(Ban::expires).ifPresent(at -> style.write(g, "ban_expires", at));
        user.standing().deactivatedAt().ifPresent(at -> style.write(g, "deactivated_at", at));
        user.standing().deletedAt().ifPresent(at -> style.write(g, "deleted_at", at));
        user.standing().revokeTokensIssuedBefore()
                .ifPresent(at -> style.write(g, "revoke_tokens_issued_before", at));
    }
}
