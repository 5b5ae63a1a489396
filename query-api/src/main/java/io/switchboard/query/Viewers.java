package io.switchboard.query;

import io.switchboard.projector.query.CallQueries;
import io.switchboard.projector.query.Consistency;
import io.switchboard.wire.auth.Caller;
import io.switchboard.wire.auth.StandingPolicy;
import io.switchboard.wire.error.ApiException;
import io.switchboard.wire.http.ApiRequest;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out who looks.
 *
 * @param queries asked for at each request, since the projector may still be starting when this is made
 */
record Viewers(Supplier<CallQueries> queries) {

    /** @throws ApiException when what decides about the caller cannot be learned, or he may not come in */
    Viewer of(ApiRequest request, Consistency consistency) {
        return switch (request.caller()) {
            case Caller.Server server -> new Viewer.Server();
            case Caller.User user -> admitted(new Viewer.Person(user, Outcomes.answer(
                    queries.get().access(user.id(), consistency), new Viewer.Server(), Optional.empty())));
        };
    }

    /** The door only knew what had come to it by then. */
    private static Viewer admitted(Viewer.Person person) {
        new StandingPolicy(id -> person.facts().user(), person::app).refusal(person.caller()).ifPresent(error -> {
            throw new ApiException(error);
        });
        return person;
    }
}
