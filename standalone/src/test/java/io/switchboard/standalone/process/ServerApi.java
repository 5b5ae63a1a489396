package io.switchboard.standalone.process;

import io.switchboard.wire.auth.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.function.Supplier;

/** Requests with a server token, to whatever listens at an address. Safe for any thread. */
public final class ServerApi implements AutoCloseable {

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Supplier<String> baseUrl;
    private final String key;
    private final String secret;

    /** @param baseUrl asked for with each request: a process that has just been started may not know it yet */
    public ServerApi(Supplier<String> baseUrl, String key, String secret) {
        this.baseUrl = baseUrl;
        this.key = key;
        this.secret = secret;
    }

    /** @param path behind {@code /api/v2}, with a query string or without */
    public HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl.get() + "/api/v2" + path
                        + (path.contains("?") ? "&" : "?") + "api_key=" + key))
                .header("Authorization", Tokens.signServer(secret, Instant.now()))
                .header("stream-auth-type", "jwt")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return client.send(headers.length > 0 ? request.headers(headers).build() : request.build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A request that needs no token. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(baseUrl.get() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
