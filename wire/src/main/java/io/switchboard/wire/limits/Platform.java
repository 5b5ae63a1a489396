package io.switchboard.wire.limits;

import java.util.Locale;
import java.util.Optional;

/** What kind of client asks. Each has its own count, as Stream has it (contract 3.4). */
public enum Platform {
    /** Whoever has a server token. */
    SERVER_SIDE,
    WEB,
    ANDROID,
    IOS,
    UNITY;

    /** How requests and answers spell it. */
    public String spelling() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The platform of a client with a user's token, from how its SDK names itself; {@link #WEB} unless it names
     * another.
     *
     * @param client the header {@code x-stream-client}
     */
    public static Platform ofClient(Optional<String> client) {
        String name = client.orElse("").toLowerCase(Locale.ROOT);
        if (name.contains("android")) {
            return ANDROID;
        }
        if (name.contains("swift") || name.contains("ios")) {
            return IOS;
        }
        return name.contains("unity") ? UNITY : WEB;
    }
}
