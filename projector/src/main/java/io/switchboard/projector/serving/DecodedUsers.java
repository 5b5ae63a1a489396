package io.switchboard.projector.serving;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.switchboard.events.user.User;
import io.switchboard.events.user.UserCodec;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Users as records. A page of calls shows hundreds of them, mostly the same from page to page, so the last used are kept
 * decoded: they need not be looked up again as long as nothing was written to the table, nor decoded again as long as
 * their own bytes are the same. Thread-safe.
 */
final class DecodedUsers {

    private static final int MOST_KEPT = 20_000;

    private final Cache<String, Known> kept = Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    /** @param user absent when there is no such user */
    private record Known(long progress, byte[] stored, Optional<User> user) {
    }

    /**
     * The user, if there is one.
     *
     * @param progress how far the table is, asked for before
     * @param table    looks a document up; null when there is none
     */
    Optional<User> user(String id, long progress, Function<String, byte[]> table) {
        Known known = kept.getIfPresent(id);
        if (known != null && known.progress == progress) {
            return known.user;
        }
        byte[] stored = table.apply(id);
        Optional<User> user = known != null && Arrays.equals(known.stored, stored) ? known.user
                : Optional.ofNullable(stored).map(UserCodec::decode);
        kept.put(id, new Known(progress, stored, user));
        return user;
    }
}
