package io.switchboard.bench.twin;

import io.switchboard.bench.twin.CallRequests.UserRequest;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes user documents out of requests. */
final class TwinUsers {

    private TwinUsers() {
    }

    static User fresh(String id, Instant now) {
        return of(id, new UserRequest(id, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()), now);
    }

    static User of(String id, UserRequest request, Instant now) {
        return new User(id, request.role().orElse("user"), request.name(), request.image(),
                request.custom().orElseGet(() -> EventJson.mapper().createObjectNode()), List.of(), Optional.empty(),
                "", false, Optional.empty(), now, now);
    }
}
