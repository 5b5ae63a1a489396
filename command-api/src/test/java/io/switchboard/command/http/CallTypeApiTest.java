package io.switchboard.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.http.CommandApiServer.Answer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The call-type endpoints over real HTTP, and what changed types mean for calls. */
class CallTypeApiTest {

    private static final String TYPES = "/video/calltypes";

    private CommandApiServer server;

    @BeforeEach
    void start() {
        server = CommandApiServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTypeIsMadeReadChangedListedAndDeleted() throws Exception {
        Answer made = server.send("POST", TYPES, "{'name':'mine','external_storage':'s3',"
                + "'grants':{'admin':['send-audio']},'settings':{'audio':null,'limits':{'max_duration_seconds':0},'recording':{'layout':{'options':"
                + "{'logo.url':'x'}}}},'notification_settings':{'call_ring':{'apns':{'title':'Ring'},'fcm':null}}}");
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        assertThat(made.body().at("/settings/limits/max_duration_seconds").intValue()).isZero();
        assertThat(made.body().at("/settings/recording/layout/options").toString()).isEqualTo("{\"logo.url\":\"x\"}");
        assertThat(made.body().at("/notification_settings/call_ring/apns/title").stringValue()).isEqualTo("Ring");
        assertThat(made.body().get("notification_settings").propertyNames()).hasSize(6);
        assertThat(made.body().get("grants").propertyNames()).contains("admin", "user", "call_member");
        assertThat(made.body().get("external_storage").stringValue()).isEqualTo("s3");
        Answer put = server.send("PUT", TYPES + "/mine", "{'grants':{'host':['join-backstage']}}");
        assertThat(put.status()).isEqualTo(201);
        assertThat(put.body().at("/grants/host").toString()).isEqualTo("[\"join-backstage\"]");
        assertThat(put.body().at("/grants/admin").toString()).isEqualTo("[\"send-audio\"]");
        assertThat(server.send("GET", TYPES + "/mine", "").body().get("updated_at").isString()).isTrue();
        assertThat(server.send("GET", "/api/v2" + TYPES, "").body().at("/call_types/mine/created_at").isIntegralNumber())
                .isTrue();
        assertThat(server.send("DELETE", TYPES + "/mine", "").status()).isEqualTo(200);
        Answer gone = server.send("GET", TYPES + "/mine", "");
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
        assertThat(server.send("POST", TYPES, "{'name':'default'}").body().get("code").intValue()).isEqualTo(6);
        assertThat(server.sendAs("zoe", "GET", TYPES, "").status()).isEqualTo(403);
    }

    @Test
    void grantsAreLiveAndCanRestrictACallToItsMembers() throws Exception {
        server.send("POST", "/api/v2/users", "{'users':{'ann':{'id':'ann'},'bob':{'id':'bob'},'zoe':{'id':'zoe'}}}");
        server.send("POST", "/video/call/default/c", "{'data':{'created_by_id':'ann','members':[{'user_id':'bob'}]}}");
        String join = "/video/call/default/c/join";
        assertThat(server.sendAs("zoe", "POST", join, "{'location':'AMS'}").status()).isEqualTo(201);
        server.send("PUT", TYPES + "/default", "{'settings':{'audio':{'mic_default_on':false}},'grants':{'user':['read-call'],"
                + "'call_member':['read-call','join-call']}}");
        Answer stranger = server.sendAs("zoe", "POST", join, "{'location':'AMS'}");
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.body().get("message").stringValue()).isEqualTo("JoinCall failed with error: \"User 'zoe' "
                + "with role 'user' is not allowed to perform action JoinCall in scope 'video:default'\"");
        assertThat(server.sendAs("bob", "POST", join, "{'location':'AMS'}").status()).isEqualTo(201);
        assertThat(server.send("GET", "/video/call/default/c", "").body().at("/call/settings/audio/mic_default_on")
                .booleanValue()).as("settings are a snapshot").isTrue();
        assertThat(server.send("POST", "/video/call/default/d", "{'data':{'created_by_id':'ann'}}").body()
                .at("/call/settings/audio/mic_default_on").booleanValue()).isFalse();
    }

    private void refused(String body, String field) throws Exception {
        Answer answer = server.send("POST", TYPES, body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.body().path("exception_fields").propertyNames()).containsExactly(field);
    }
}
