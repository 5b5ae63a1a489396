package io.switchboard.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.media.MediaServer;
import io.switchboard.command.task.Receipts;
import io.switchboard.events.codec.EventJson;
import io.switchboard.wire.auth.CallerPolicy;
import io.switchboard.wire.auth.Credentials;
import io.switchboard.wire.auth.StandingPolicy;
import io.switchboard.wire.auth.Tokens;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.EndpointGroup;
import io.switchboard.wire.http.WireConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/**
 * Every command endpoint over real HTTP, in front of writers in memory.
 *
 * <p>Bodies may be written with single quotes, which JSON does not know, to keep the tests legible.
 */
final class CommandApiServer implements AutoCloseable {

    private static final String KEY = "test-key";
    private static final String SECRET = "a-secret-of-at-least-thirty-two-bytes-for-tests";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ServletWebServerApplicationContext context;

    private CommandApiServer(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    /** What a request was answered. */
    record Answer(int status, JsonNode body, HttpResponse<String> response) {
        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }
    }

    @Configuration
    @EnableAutoConfiguration
    @Import(WireConfiguration.class)
    static class Application {
        @Bean
        Credentials credentials() {
            return new Credentials(KEY, SECRET);
        }

        @Bean
        MemoryWriters writers() {
            return new MemoryWriters();
        }

        @Bean
        EndpointGroup endpoints(MemoryWriters writers, Credentials credentials) {
            Receipts receipts = new Receipts(credentials);
            CallDesk calls = new CallDesk(writers, writers, writers, writers);
            UserDesk users = new UserDesk(writers);
            AppDesk app = new AppDesk(writers);
            return EndpointGroup.of(callOperations(calls, receipts), new UserEndpoints(users, receipts),
                    new UserTieEndpoints(users), new BanEndpoints(users), new GuestEndpoints(users, writers, credentials),
                    new AppEndpoints(app, writers), new RoleEndpoints(app), new PushProviderEndpoints(app),
                    new CallTypeEndpoints(writers), new TaskEndpoints(receipts), new ClientEndpoints(),
                    new MediaEndpoints(calls), new ChatEndpoints());
        }

        @Bean
        CallerPolicy callerPolicy(MemoryWriters writers) {
            return new StandingPolicy(writers::look, writers::look);
        }
    }

    static CommandApiServer start() {
        return new CommandApiServer((ServletWebServerApplicationContext) new SpringApplication(Application.class)
                .run("--server.port=0", "--spring.main.banner-mode=off"));
    }

    /** The endpoints that are about one call. */
    static EndpointGroup callOperations(CallDesk desk, Receipts receipts) {
        return EndpointGroup.of(new CallEndpoints(desk, receipts), new SessionEndpoints(desk, MediaServer.configured("", "", "")),
                new ModerationEndpoints(desk), new InteractionEndpoints(desk));
    }

    /** Everything that is served. */
    List<Endpoint> endpoints() {
        return context.getBean(EndpointGroup.class).endpoints();
    }

    /** How many records were written so far. */
    int written() {
        return context.getBean(MemoryWriters.class).written();
    }

    /** Asks with a server token. */
    Answer send(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, path, body, Map.of());
    }

    /** Asks below {@code /api/v2} with a server token. */
    Answer v2(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, "/api/v2" + path, body);
    }

    /** The same for what must not be refused. */
    JsonNode ok(String method, String path, String body) throws IOException, InterruptedException {
        Answer answer = v2(method, path, body);
        if (answer.status() / 100 != 2) {
            throw new AssertionError(method + " " + path + " was answered " + answer.status() + " " + answer.body());
        }
        return answer.body();
    }

    /** Asserts that the request is refused as bad input in this field, and that nothing is written. */
    void refusesByField(String method, String path, String body, String field) throws IOException, InterruptedException {
        int before = written();
        Answer answer = v2(method, path, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.body().path("exception_fields").propertyNames()).containsExactly(field);
        assertThat(written()).isEqualTo(before);
    }

    /** Asks with a server token and headers besides. */
    Answer send(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(method, path, body);
        authorize(request, Tokens.signServer(SECRET, Instant.now()));
        headers.forEach(request::setHeader);
        return answer(request);
    }

    /** Asks with the token of a user. */
    Answer sendAs(String user, String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(method, path, body);
        authorize(request, Tokens.signUser(SECRET, user, Instant.now(), Optional.empty()));
        return answer(request);
    }

    /** Asks with this token. */
    Answer sendWith(String token, String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(method, path, body);
        authorize(request, token);
        return answer(request);
    }

    /** Asks without any token. */
    Answer sendUnsigned(String method, String path, String body) throws IOException, InterruptedException {
        return answer(request(method, path, body));
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + context.getWebServer().getPort() + path
                        + (path.contains("?") ? "&" : "?") + "api_key=" + KEY))
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
    }

    private static void authorize(HttpRequest.Builder request, String token) {
        request.setHeader("stream-auth-type", "jwt").setHeader("Authorization", token);
    }

    private static Answer answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), EventJson.mapper().readTree(response.body()), response);
    }

    @Override
    public void close() {
        context.close();
    }
}
