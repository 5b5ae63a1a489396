package io.switchboard.standalone;

import io.switchboard.wire.auth.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A start with nobody watching, on a folder and ports of its own, with a few requests and a stop. The launcher runs it
 * once per build under {@code -XX:AOTCacheOutput}: what was loaded, linked and found hot here need not be again, which
 * halves every later start. What the requests are answered does not matter, only what code they touch.
 */
final class Rehearsal {

    private static final int ROUNDS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String baseUrl;
    private final String apiKey;
    private final String token;

    private Rehearsal(String baseUrl, String apiKey, String token) {
        this.baseUrl = baseUrl;
        this.apiKey = apiKey;
        this.token = token;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("switchboard-rehearsal");
        try {
            StandaloneOptions options = new StandaloneOptions(StandaloneOptions.DEFAULT_HOST, 0, 0, data);
            try (Standalone standalone = Standalone.start(options, Map.of())) {
                new Rehearsal(standalone.baseUrl(options.host()), standalone.credentials().apiKey(),
                        Tokens.signServer(standalone.credentials().secret(), Instant.now())).run();
            }
        } finally {
            delete(data);
        }
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        for (int i = 0; i < ROUNDS; i++) {
            String call = "/api/v2/video/call/default/rehearsal-" + i;
            send("POST", "/api/v2/users", """
                    {"users":{"john":{"id":"john","name":"John"},"jane":{"id":"jane"}}}""");
            send("POST", call, """
                    {"data":{"created_by_id":"john","members":[{"user_id":"john"},{"user_id":"jane","role":"host"}],\
                    "custom":{"topic":"rehearsal","n":%d}}}""".formatted(i));
            send("GET", call, "");
            send("PATCH", call, "{\"custom\":{\"topic\":\"changed\"}}");
            send("POST", call + "/members", "{\"remove_members\":[\"jane\"]}");
            send("POST", "/api/v2/video/calls", """
                    {"filter_conditions":{"created_by_user_id":"john"},\
                    "sort":[{"field":"created_at","direction":-1}],"limit":5}""");
            send("POST", "/api/v2/video/call/members", """
                    {"type":"default","id":"rehearsal-%d","filter_conditions":{},"limit":5}""".formatted(i));
        }
    }

    private void send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + path + "?api_key=" + apiKey))
                .timeout(PATIENCE)
                .header("Authorization", token)
                .header("stream-auth-type", "jwt")
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        client.send(request, HttpResponse.BodyHandlers.discarding());
    }

    private static void delete(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
