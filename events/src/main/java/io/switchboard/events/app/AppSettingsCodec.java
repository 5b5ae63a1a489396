package io.switchboard.events.app;

import io.switchboard.events.codec.CorruptEventException;
import io.switchboard.events.codec.EventJson;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Settings to bytes and back. Thread-safe. */
public final class AppSettingsCodec {

    private AppSettingsCodec() {
    }

    public static byte[] encode(AppSettings settings) {
        return EventJson.mapper().writeValueAsBytes(settings);
    }

    /** @throws CorruptEventException when the bytes are no settings */
    public static AppSettings decode(byte[] stored) {
        try {
            return Optional.ofNullable(EventJson.mapper().readValue(stored, AppSettings.class))
                    .orElseThrow(() -> new CorruptEventException("stored bytes are not settings: they are null"));
        } catch (JacksonException bad) {
            throw new CorruptEventException("stored bytes are not settings: " + bad.getMessage(), bad);
        }
    }
}
