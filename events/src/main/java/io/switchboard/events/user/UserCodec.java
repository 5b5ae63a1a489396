package io.switchboard.events.user;

import io.switchboard.events.codec.CorruptEventException;
import io.switchboard.events.codec.EventJson;

/** User documents to bytes and back. Thread-safe. */
public final class UserCodec {

    private UserCodec() {
    }

    public static byte[] encode(User user) {
        return EventJson.mapper().writeValueAsBytes(user);
    }

    /** @throws CorruptEventException when the bytes are no user document */
    public static User decode(byte[] stored) {
        return EventJson.read(stored, User.class, "a user");
    }
}
