package io.switchboard.standalone.crash;

import io.switchboard.events.codec.EventJson;
import io.switchboard.wire.auth.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** Requests as a server-side client makes them. Safe for any thread. */
final class Api implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Less than the server asks for; there is nothing to wait on but time. */
    static final Duration RETRY_AFTER = Duration.ofMillis(100);
    static final int UNAVAILABLE = 503;
    private static final String PREFIX = "/api/v2";

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor()).build();
    private final String token = Tokens.signServer(Server.API_SECRET, Instant.now());

    /**
     * @param headers besides those that every request has
     */
    record Request(String method, String path, String body, Map<String, String> headers) {
    }

    /**
     * @param version the call's, when the answer is about one
     */
    record Answer(int status, Optional<Long> version, JsonNode body) {

        boolean succeeded() {
            return status / 100 == 2;
        }

        @Override
        public String toString() {
            return status + version.map(v -> " at version " + v).orElse("")
                    + (succeeded() ? "" : " " + body.path("message").asString(body.toString()));
        }
    }

    /** @throws IOException when there is no answer, so that nobody knows what became of the request */
    Answer send(Server server, Request request) throws IOException, InterruptedException {
        URI uri = URI.create(server.baseUrl() + PREFIX + request.path() + "?api_key=" + Server.API_KEY
                + (request.method().equals("GET") ? "&members_limit=100" : ""));
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(PATIENCE)
                .header("Authorization", token).header("stream-auth-type", "jwt")
                .header("Content-Type", "application/json")
                .method(request.method(), request.body().isEmpty()
                        ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body()));
        request.headers().forEach(builder::header);
        HttpResponse<byte[]> response = http.send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(),
                response.headers().firstValue("ETag").map(tag -> Long.valueOf(tag.substring(1, tag.length() - 1))),
                EventJson.mapper().readTree(response.body()));
    }

    /** The same, again and again while the server says that it cannot answer yet. */
    Answer insist(Server server, Request request) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Answer answer = send(server, request);
            if (answer.status() != UNAVAILABLE || System.nanoTime() > deadline) {
                return answer;
            }
            Thread.sleep(RETRY_AFTER);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
