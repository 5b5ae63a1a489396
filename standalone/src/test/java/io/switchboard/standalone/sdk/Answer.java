package io.switchboard.standalone.sdk;

import io.switchboard.events.codec.EventJson;
import java.io.IOException;
import java.util.Optional;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;

/** What came over the wire, without the SDK's objects, which hide headers, encodings and the absence of a value. */
record Answer(int status, Response response, JsonNode body) {

    /** Reads the answer to its end. */
    static Answer of(Response response) throws IOException {
        return new Answer(response.code(), response, EventJson.mapper().readTree(response.body().string()));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(response.header(name));
    }
}
