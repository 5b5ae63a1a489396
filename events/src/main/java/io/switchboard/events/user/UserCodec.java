package io.switchboard.events.user;

import io.switchboard.events.codec.CorruptEventException;
import io.switchboard.events.codec.EventJson;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** User documents to bytes and back. Thread-safe. */
public final class UserCodec {

    private UserCodec() {
    }

    public static byte[] encode(User user) {
        return EventJson.mapper().writeValueAsBytes(user);
    }

    /** @throws CorruptEventException when the bytes are no user document */
    public static User decode(byte[] stored) {
        try {
            return Optional.ofNullable(EventJson.mapper().readValue(stored, User.class))
                    .orElseThrow(() -> new CorruptEventException("stored bytes are not a user: they are null"));
        } catch (JacksonException bad) {
            throw new CorruptEventException("stored bytes are not a user: " + bad.getMessage(), bad);
        }
    }
}
