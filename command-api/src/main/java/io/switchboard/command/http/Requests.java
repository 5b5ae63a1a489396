package io.switchboard.command.http;

import io.switchboard.command.request.RequestId;
import io.switchboard.events.Actor;
import io.switchboard.events.RequestRef;
import io.switchboard.wire.auth.Caller;
import io.switchboard.wire.http.ApiRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Who asks, and under which request id, as the log will remember it. */
final class Requests {

    private Requests() {
    }

    /** Microseconds, as Stream has them: what a client reads back it can also filter by. */
    static Instant now(ApiRequest request) {
        return request.now().truncatedTo(ChronoUnit.MICROS);
    }

    static Actor actor(ApiRequest request) {
        return switch (request.caller()) {
            case Caller.Server server -> new Actor.Server();
            case Caller.User user -> new Actor.User(user.id());
        };
    }

    /** The client's request id, or a new one: the log names one for every event. */
    static RequestId id(ApiRequest request) {
        return request.requestId()
                .map(given -> new RequestId(new RequestRef(given.value(), request.bodyHash()),
                        given.source() == io.switchboard.wire.http.RequestId.Source.IDEMPOTENCY_KEY))
                .orElseGet(() -> new RequestId(
                        new RequestRef(UUID.randomUUID().toString(), request.bodyHash()), false));
    }

    /** The id of a step that the request needs elsewhere, so that its retry repeats that step harmlessly too. */
    static RequestId derived(ApiRequest request, String step) {
        RequestRef whole = id(request).ref();
        return new RequestId(new RequestRef(whole.id() + "/" + step, whole.hash()), false);
    }
}
