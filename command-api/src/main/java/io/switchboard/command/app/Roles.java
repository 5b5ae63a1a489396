package io.switchboard.command.app;

import java.util.List;

/** The roles every application has (contract 2.8). */
public final class Roles {

    /** By name. */
    public static final List<String> BUILT_IN = List.of("admin", "anonymous", "call_member", "guest", "host", "moderator",
            "speaker", "user");

    private Roles() {
    }
}
