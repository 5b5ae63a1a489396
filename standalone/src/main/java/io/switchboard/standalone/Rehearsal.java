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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A start with nobody watching, on a folder and ports of its own, with some seconds of requests and a stop. The launcher
 * runs it once per build under {@code -XX:AOTCacheOutput}: what was loaded, linked and found hot here need not be again,
 * which halves every later start, and what was seen of the hot code lets the compiler do its work sooner. With a few
 * hundred requests instead, a server at 500 commands a second still answered questions half as fast after a minute;
 * three times as long brought nothing more. What the requests are answered does not matter, only what code they touch.
 */
final class Rehearsal {

    private static final Duration LENGTH = Duration.ofSeconds(20);
    private static final int CALLERS = 8;
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

    private void run() throws InterruptedException, IOException {
        long until = System.nanoTime() + LENGTH.toNanos();
        AtomicInteger calls = new AtomicInteger();
        List<Future<Void>> callers = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(CALLERS)) {
            for (int i = 0; i < CALLERS; i++) {
                callers.add(executor.submit(() -> {
                    while (System.nanoTime() < until) {
                        round(calls.incrementAndGet());
                    }
                    return null;
                }));
            }
        }
        for (Future<Void> caller : callers) {
            try {
                caller.get();
            } catch (ExecutionException e) {
                throw new IOException("the rehearsal broke off", e.getCause());
            }
        }
    }

    private void round(int i) throws IOException, InterruptedException {
        String call = "/api/v2/video/call/default/rehearsal-" + i;
        send("POST", "/api/v2/users", """
                {"users":{"john":{"id":"john","name":"John"},"jane":{"id":"jane"}}}""");
        send("POST", call, """
                {"data":{"created_by_id":"john","members":[{"user_id":"john"},{"user_id":"jane","role":"host"}],\
                "starts_at":"2030-01-01T00:00:00Z","custom":{"topic":"rehearsal","n":%d}}}""".formatted(i));
        send("GET", call, "");
        send("PATCH", call, "{\"custom\":{\"topic\":\"changed\",\"n\":%d}}".formatted(i));
        send("POST", call + "/members", "{\"update_members\":[{\"user_id\":\"john\",\"role\":\"admin\"}]}");
        send("POST", call + "/members", "{\"remove_members\":[\"jane\"]}");
        query("{\"created_by_user_id\":\"john\"}", "created_at", -1);
        query("{\"$or\":[{\"members\":{\"$in\":[\"jane\"]}},{\"ended_at\":null}]}", "created_at", -1);
        query("{\"custom.topic\":\"changed\",\"custom.n\":{\"$gte\":%d}}".formatted(i / 2), "starts_at", 1);
        query("{\"type\":\"default\",\"cid\":{\"$in\":[\"default:rehearsal-%d\"]}}".formatted(i), "cid", 1);
        send("POST", "/api/v2/video/call/members", """
                {"type":"default","id":"rehearsal-%d","filter_conditions":{},"limit":5}""".formatted(i));
    }

    private void query(String filter, String sort, int direction) throws IOException, InterruptedException {
        send("POST", "/api/v2/video/calls", """
                {"filter_conditions":%s,"sort":[{"field":"%s","direction":%d}],"limit":25}"""
                .formatted(filter, sort, direction));
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
