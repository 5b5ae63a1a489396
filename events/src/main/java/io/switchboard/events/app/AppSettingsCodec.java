package io.switchboard.events.app;

import io.switchboard.events.codec.CorruptEventException;
import io.switchboard.events.codec.EventJson;

/** Settings to bytes and back. Thread-safe. */
public final class AppSettingsCodec {

    private AppSettingsCodec() {
    }

    public static byte[] encode(AppSettings settings) {
        return EventJson.mapper().writeValueAsBytes(settings);
    }

    /** @throws CorruptEventException when the bytes are no settings */
    public static AppSettings decode(byte[] stored) {
        return EventJson.read(stored, AppSettings.class, "settings");
    }
}
