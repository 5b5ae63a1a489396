package io.switchboard.projector.serving;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.switchboard.events.user.User;
import io.switchboard.events.user.UserCodec;
import java.util.Arrays;

/**
 * Users as trees of records. A page of calls shows hundreds of them, mostly the same from page to page, so the last used
 * are kept decoded for as long as their stored bytes are the same. Thread-safe.
 */
final class DecodedUsers {

    private static final int MOST_KEPT = 20_000;

    private final Cache<String, Decoded> kept = Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    private record Decoded(byte[] stored, User user) {
    }

    User user(String id, byte[] stored) {
        Decoded known = kept.getIfPresent(id);
        if (known == null || !Arrays.equals(known.stored(), stored)) {
            known = new Decoded(stored, UserCodec.decode(stored));
            kept.put(id, known);
        }
        return known.user();
    }
}
