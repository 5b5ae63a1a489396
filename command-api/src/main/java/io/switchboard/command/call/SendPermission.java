package io.switchboard.command.call;

import io.switchboard.events.calltype.Permission;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be granted to one user in one call, or asked for (contract 1.1, user_permissions). */
public enum SendPermission {
    SEND_AUDIO(Permission.SEND_AUDIO, "audio"),
    SEND_VIDEO(Permission.SEND_VIDEO, "video"),
    SCREENSHARE(Permission.SCREENSHARE, "screensharing");

    /** As requests spell them. */
    public static final List<String> NAMES = Arrays.stream(values()).map(p -> p.permission.id()).toList();

    private final Permission permission;
    private final String settings;

    SendPermission(Permission permission, String settings) {
        this.permission = permission;
        this.settings = settings;
    }

    /** The group of settings that says whether it may be asked for. */
    String settings() {
        return settings;
    }

    static Optional<SendPermission> named(String name) {
        return Arrays.stream(values()).filter(p -> p.permission.id().equals(name)).findFirst();
    }
}
