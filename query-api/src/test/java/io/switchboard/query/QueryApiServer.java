package io.switchboard.query;

import io.switchboard.events.CallEvent.CallCreated;
import io.switchboard.events.CallEvent.MemberData;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.testing.Facts;
import io.switchboard.projector.Projector;
import io.switchboard.query.service.QueryApiApplication;
import io.switchboard.wire.auth.Credentials;
import io.switchboard.wire.auth.Tokens;
import io.switchboard.wire.service.ServiceProcess;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import tools.jackson.databind.JsonNode;

/** query-api as the process it is, over real HTTP, behind a real Kafka with a writer of its own. */
final class QueryApiServer implements AutoCloseable {

    static final String CALLS = "/api/v2/video/calls";
    static final String MEMBERS = "/api/v2/video/call/members";

    private static final String KEY = "test-key";
    private static final String SECRET = "a-secret-of-at-least-thirty-two-bytes-for-tests";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final QueryLog log;
    private final ServletWebServerApplicationContext context;

    private QueryApiServer(QueryLog log, ServletWebServerApplicationContext context) {
        this.log = log;
        this.context = context;
    }

    /** What a request was answered. */
    record Answer(int status, JsonNode body, HttpResponse<String> http) {
        List<String> cids() {
            List<String> cids = new ArrayList<>();
            body.get("calls").forEach(row -> cids.add(row.get("call").get("cid").stringValue()));
            return cids;
        }

        List<String> members() {
            return texts("members", "/user_id");
        }

        List<String> users() {
            return texts("users", "/id");
        }

        List<String> texts(String list, String pointer) {
            List<String> texts = new ArrayList<>();
            body.get(list).forEach(row -> texts.add(row.at(pointer).stringValue()));
            return texts;
        }
    }

    static QueryApiServer start(Path folder) throws Exception {
        QueryLog log = new QueryLog(folder.resolve("kafka"));
        ServletWebServerApplicationContext context = (ServletWebServerApplicationContext) ServiceProcess
                .application(QueryApiApplication.class, new Credentials(KEY, SECRET)).run("--server.port=0",
                        "--switchboard.kafka.bootstrap=" + log.bootstrapServers(),
                        "--switchboard.data=" + folder.resolve("data"));
        if (!context.getBean(Projector.class).awaitRunning(Duration.ofSeconds(90))) {
            throw new AssertionError("the projector does not run: " + context.getBean(Projector.class).state());
        }
        return new QueryApiServer(log, context);
    }

    QueryLog log() {
        return log;
    }

    int port() {
        return context.getWebServer().getPort();
    }

    static Instant at(int second) {
        return CallHistory.START.plusSeconds(second);
    }

    static CallCreated created(String by, MemberData... members) {
        return new CallCreated(by, Optional.empty(), Optional.empty(), Facts.json("{\"color\":\"red\"}"),
                Facts.json("{\"audio\":{}}"), List.of(members), false, Optional.empty(), Optional.empty());
    }

    /** Asks with a server token. */
    Answer ask(String path, String body, String... headers) throws Exception {
        return post(path, serverToken(), body, headers);
    }

    Answer askAs(String user, String path, String body, String... headers) throws Exception {
        return post(path, userToken(user), body, headers);
    }

    /** A GET whose question stands in the query string, with a server token. */
    Answer get(String path, String payload, String... headers) throws Exception {
        return getWith(serverToken(), path, payload, headers);
    }

    Answer getAs(String user, String path, String payload, String... headers) throws Exception {
        return getWith(userToken(user), path, payload, headers);
    }

    private Answer getWith(String token, String path, String payload, String... headers) throws Exception {
        HttpRequest.Builder request = request(path, "&payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8), token)
                .GET();
        return send(headers.length > 0 ? request.headers(headers) : request);
    }

    private Answer post(String path, String token, String body, String... headers) throws Exception {
        HttpRequest.Builder request = request(path, "", token).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length > 0 ? request.headers(headers) : request);
    }

    private HttpRequest.Builder request(String path, String query, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path + "?api_key=" + KEY + query))
                .header("Authorization", token).header("stream-auth-type", "jwt");
    }

    private static Answer send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), EventJson.mapper().readTree(response.body()), response);
    }

    private static String serverToken() {
        return Tokens.signServer(SECRET, Instant.now());
    }

    private static String userToken(String user) {
        return Tokens.signUser(SECRET, user, Instant.now(), Optional.empty());
    }

    @Override
    public void close() {
        context.close();
        log.close();
    }
}
