package io.switchboard.command.media;

import io.switchboard.events.Cid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lets people who joined a call into the server that carries its media. Thread-safe; asks nobody, so never waits. */
@FunctionalInterface
public interface MediaServer {

    /**
     * Who is to be let in.
     *
     * @param cid           the call, which is the room there
     * @param userSessionId his own id in the session
     * @param name          for others to see
     * @param capabilities  what he may do in the call, by capability name
     */
    record Guest(Cid cid, String userId, String userSessionId, Optional<String> name, List<String> capabilities) {
    }

    MediaAccess admit(Guest guest, Instant now);

    /** Where no media server is configured: calls, members and sessions work, and nobody is sent anywhere. */
    static MediaServer none() {
        return (guest, now) -> new MediaAccess("", "none", "", "");
    }

    /**
     * The server that these settings name; none when they name none.
     *
     * @throws IllegalArgumentException when only some are given, or the secret is too short to sign with
     */
    static MediaServer configured(String url, String key, String secret) {
        if (url.isBlank() && key.isBlank() && secret.isBlank()) {
            return none();
        }
        if (url.isBlank() || key.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException(
                    "a media server takes all of switchboard.media.url, switchboard.media.key and switchboard.media.secret");
        }
        return new LiveKitServer(url, key, secret);
    }
}
