package io.switchboard.standalone.crash;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One thing a client wants done, under a name of its own, which it keeps through all attempts.
 *
 * @param key     the {@code Idempotency-Key}
 * @param target  the cid or the user it is about
 * @param version the call's, when the command is only meant for that one
 */
record Command(String key, Kind kind, String target, String method, String path, String body,
               Optional<Long> version) {

    /** What commands do, and how much of a trace a success leaves in the log. */
    enum Kind {
        CREATE(Trace.SAID), UPDATE(Trace.ONE), MEMBERS(Trace.ONE), END(Trace.AT_MOST_ONE), USER(Trace.ONE);

        final Trace trace;

        Kind(Trace trace) {
            this.trace = trace;
        }
    }

    /** Events of a command that succeeded; {@code SAID}: one if the answer said so, else none. */
    enum Trace { ONE, AT_MOST_ONE, SAID }

    @Override
    public String toString() {
        return key + " (" + kind + " " + target + version.map(asked -> " at version " + asked).orElse("") + ")";
    }

    Api.Request request() {
        Map<String, String> headers = new HashMap<>(Map.of("Idempotency-Key", key));
        version.ifPresent(asked -> headers.put("If-Match", "\"" + asked + "\""));
        return new Api.Request(method, path, body, headers);
    }
}
