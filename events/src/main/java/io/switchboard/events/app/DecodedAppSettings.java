package io.switchboard.events.app;

import java.util.Arrays;
import java.util.Optional;

/**
 * The settings as they are. They are asked for with every command but change rarely, so a document is decoded once and
 * reused for as long as the stored bytes are the same. Thread-safe.
 */
public final class DecodedAppSettings {

    private static final AppSettings DEFAULTS = AppSettings.defaults();

    private volatile Optional<Decoded> latest = Optional.empty();

    private record Decoded(byte[] stored, AppSettings settings) {
    }

    /** @param stored the document, if one was ever written */
    public AppSettings of(Optional<byte[]> stored) {
        if (stored.isEmpty()) {
            return DEFAULTS;
        }
        Optional<Decoded> known = latest;
        if (known.isPresent() && Arrays.equals(known.get().stored(), stored.get())) {
            return known.get().settings();
        }
        AppSettings settings = AppSettingsCodec.decode(stored.get());
        latest = Optional.of(new Decoded(stored.get(), settings));
        return settings;
    }
}
