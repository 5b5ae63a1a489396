package io.switchboard.command.request;

import io.switchboard.events.Actor;
import io.switchboard.events.RequestRef;

/**
 * The name of a request, and how much it promises.
 *
 * @param ref    id and fingerprint
 * @param strict the caller named it {@code Idempotency-Key}: another request under the same name is a mistake. An
 *               {@code x-client-request-id} may also be a mere trace id, so another request under it simply runs
 */
public record RequestId(RequestRef ref, boolean strict) {

    /** Ids of different callers never meet. */
    static String scoped(Actor actor, String id) {
        return actor + "|" + id;
    }
}
