package io.switchboard.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.call.AppRules;
import io.switchboard.command.media.MediaServer;
import io.switchboard.events.codec.EventJson;
import io.switchboard.wire.auth.Credentials;
import io.switchboard.wire.auth.Tokens;
import io.switchboard.wire.http.WireConfiguration;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** The call-type endpoints over real HTTP, and what changed types mean for calls. */
class CallTypeApiTest {

    private static final String SECRET = "a-secret-of-at-least-thirty-two-bytes-for-tests";
    private static final String TYPES = "/video/calltypes";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private ServletWebServerApplicationContext context;

    @Configuration
    @EnableAutoConfiguration
    @Import(WireConfiguration.class)
    static class Application {
        @Bean
        Credentials credentials() {
            return new Credentials("k", SECRET);
        }

        @Bean
        MemoryWriters writers() {
            return new MemoryWriters();
        }

        @Bean
        CallDesk callDesk(MemoryWriters writers) {
            return new CallDesk(writers, writers, writers, AppRules::defaults);
        }

        @Bean
        CallEndpoints callEndpoints(CallDesk desk) {
            return new CallEndpoints(desk);
        }

        @Bean
        SessionEndpoints sessionEndpoints(CallDesk desk) {
            return new SessionEndpoints(desk, MediaServer.configured("", "", ""));
        }

        @Bean
        UserEndpoints userEndpoints(MemoryWriters writers) {
            return new UserEndpoints(writers);
        }

        @Bean
        CallTypeEndpoints callTypeEndpoints(MemoryWriters writers) {
            return new CallTypeEndpoints(writers);
        }
    }

    private record Answer(int status, JsonNode body) {
    }

    @BeforeEach
    void start() {
        context = (ServletWebServerApplicationContext) new SpringApplication(Application.class)
                .run("--server.port=0", "--spring.main.banner-mode=off");
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void aTypeIsMadeReadChangedListedAndDeleted() throws Exception {
        Answer made = server("POST", TYPES, "{'name':'mine','external_storage':'s3','grants':{'admin':['send-audio']},"
                + "'settings':{'audio':null,'limits':{'max_duration_seconds':0},'recording':{'layout':{'options':"
                + "{'logo.url':'x'}}}},'notification_settings':{'call_ring':{'apns':{'title':'Ring'},'fcm':null}}}");
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        assertThat(made.body().at("/settings/limits/max_duration_seconds").intValue()).isZero();
        assertThat(made.body().at("/settings/recording/layout/options").toString()).isEqualTo("{\"logo.url\":\"x\"}");
        assertThat(made.body().at("/notification_settings/call_ring/apns/title").stringValue()).isEqualTo("Ring");
        assertThat(made.body().get("notification_settings").propertyNames()).hasSize(6);
        assertThat(made.body().get("grants").propertyNames()).contains("admin", "user", "call_member");
        assertThat(made.body().get("external_storage").stringValue()).isEqualTo("s3");
        Answer put = server("PUT", TYPES + "/mine", "{'grants':{'host':['join-backstage']}}");
        assertThat(put.status()).isEqualTo(201);
        assertThat(put.body().at("/grants/host").toString()).isEqualTo("[\"join-backstage\"]");
        assertThat(put.body().at("/grants/admin").toString()).isEqualTo("[\"send-audio\"]");
        assertThat(server("GET", TYPES + "/mine", "").body().get("updated_at").isString()).isTrue();
        assertThat(server("GET", "/api/v2" + TYPES, "").body().at("/call_types/mine/created_at").isIntegralNumber())
                .isTrue();
        assertThat(server("DELETE", TYPES + "/mine", "").status()).isEqualTo(200);
        Answer gone = server("GET", TYPES + "/mine", "");
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.body().get("message").stringValue())
                .isEqualTo("GetCallType failed with error: \"mine: call type does not exist\"");
    }

    @Test
    void badInputIsRefusedByField() throws Exception {
        refused("{}", "name");
        refused("{'name':'a b'}", "name");
        refused("{'name':'x','grants':{'user':['fly']}}", "grants.user[0]");
        refused("{'name':'x','grants':{'user':'join-call'}}", "grants.user");
        refused("{'name':'x','settings':{'audio':{'mic_default_on':'yes'}}}", "settings.audio.mic_default_on");
        refused("{'name':'x','notification_settings':{'enabled':1}}", "notification_settings.enabled");
        refused("{'name':'x','grants':{" + IntStream.range(0, 101).mapToObj(i -> "'r" + i + "':[]")
                .collect(Collectors.joining(",")) + "}}", "grants");
        assertThat(server("POST", TYPES, "{'name':'default'}").body().get("code").intValue()).isEqualTo(6);
        assertThat(send("GET", TYPES, "", user("zoe")).status()).isEqualTo(403);
    }

    @Test
    void grantsAreLiveAndCanRestrictACallToItsMembers() throws Exception {
        server("POST", "/api/v2/users", "{'users':{'ann':{'id':'ann'},'bob':{'id':'bob'},'zoe':{'id':'zoe'}}}");
        server("POST", "/video/call/default/c", "{'data':{'created_by_id':'ann','members':[{'user_id':'bob'}]}}");
        String join = "/video/call/default/c/join";
        assertThat(send("POST", join, "{'location':'AMS'}", user("zoe")).status()).isEqualTo(201);
        server("PUT", TYPES + "/default", "{'settings':{'audio':{'mic_default_on':false}},'grants':{'user':['read-call'],"
                + "'call_member':['read-call','join-call']}}");
        Answer stranger = send("POST", join, "{'location':'AMS'}", user("zoe"));
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.body().get("message").stringValue()).isEqualTo("JoinCall failed with error: \"User 'zoe' "
                + "with role 'user' is not allowed to perform action JoinCall in scope 'video:default'\"");
        assertThat(send("POST", join, "{'location':'AMS'}", user("bob")).status()).isEqualTo(201);
        assertThat(server("GET", "/video/call/default/c", "").body().at("/call/settings/audio/mic_default_on")
                .booleanValue()).as("settings are a snapshot").isTrue();
        assertThat(server("POST", "/video/call/default/d", "{'data':{'created_by_id':'ann'}}").body()
                .at("/call/settings/audio/mic_default_on").booleanValue()).isFalse();
    }

    private void refused(String body, String field) throws Exception {
        Answer answer = server("POST", TYPES, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.body().path("exception_fields").propertyNames()).containsExactly(field);
    }

    private static String user(String id) {
        return Tokens.signUser(SECRET, id, Instant.now(), Optional.empty());
    }

    private Answer server(String method, String path, String body) throws Exception {
        return send(method, path, body, Tokens.signServer(SECRET, Instant.now()));
    }

    private Answer send(String method, String path, String body, String token) throws Exception {
        HttpResponse<String> response = HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                        + context.getWebServer().getPort() + path + "?api_key=k"))
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .setHeader("Authorization", token).setHeader("stream-auth-type", "jwt").build(),
                HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), EventJson.mapper().readTree(response.body()));
    }
}
