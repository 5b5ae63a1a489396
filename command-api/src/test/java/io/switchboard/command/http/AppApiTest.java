package io.switchboard.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.http.CommandApiServer.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The application's settings over HTTP, and what they mean for calls. */
class AppApiTest {

    private static final String CALL = "/api/v2/video/call/default/standup";

    private CommandApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = CommandApiServer.start();
        server.ok("POST", "/users", "{'users':{'john':{'id':'john','teams':['red']},'jane':{'id':'jane','teams':['blue']}}}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anAppThatWasNeverConfiguredHasEveryFieldThatClientsNeed() throws Exception {
        JsonNode app = server.ok("GET", "/app", "").get("app");
        assertThat(app.propertyNames()).contains("id", "name", "organization", "placement", "permission_version", "grants",
                "policies", "call_types", "event_hooks", "webhook_url", "webhook_events", "multi_tenant_enabled",
                "guest_user_creation_disabled", "disable_auth_checks", "disable_permissions_checks", "suspended",
                "suspended_explanation", "user_search_disallowed_roles", "allow_multi_user_devices",
                "user_response_time_enabled", "cdn_expiration_seconds", "push_notifications");
        assertThat(app.get("call_types").propertyNames())
                .contains("default", "livestream", "audio_room", "development");
    }

    @Test
    void settingsAreKeptAndGrantsMergePerRole() throws Exception {
        server.ok("PATCH", "/app", "{'webhook_url':'https://x.org','grants':{'user':['a'],'admin':['b']},'webhook_events':null}");
        server.ok("PATCH", "/app", "{'grants':{'user':['c']},'event_hooks':[{'hook_type':'webhook','enabled':true}]}");
        JsonNode app = server.ok("GET", "/app", "").get("app");
        assertThat(app.get("webhook_url").stringValue()).isEqualTo("https://x.org");
        assertThat(app.get("grants").toString()).isEqualTo("{\"user\":[\"c\"],\"admin\":[\"b\"]}");
        assertThat(app.at("/event_hooks/0/hook_type").stringValue()).isEqualTo("webhook");
        int written = server.written();
        server.ok("PATCH", "/app", "{'webhook_url':'https://x.org'}");
        assertThat(server.written()).as("what is so already is not written").isEqualTo(written);
    }

    @Test
    void withTenantsAUserReachesCallsOfHisTeams() throws Exception {
        server.ok("POST", "/video/call/default/standup", "{'data':{'created_by_id':'john','team':'red'}}");
        assertThat(server.sendAs("jane", "GET", CALL, "").status()).isEqualTo(200);
        server.ok("PATCH", "/app", "{'multi_tenant_enabled':true}");
        assertThat(server.sendAs("jane", "GET", CALL, "").status()).isEqualTo(403);
        assertThat(server.sendAs("john", "GET", CALL, "").status()).isEqualTo(200);
    }

    @Test
    void withoutPermissionChecksUsersMayDoAll() throws Exception {
        server.ok("POST", "/video/call/default/standup", "{'data':{'created_by_id':'john'}}");
        assertThat(server.sendAs("jane", "PATCH", CALL, "{'custom':{}}").status()).isEqualTo(403);
        server.ok("PATCH", "/app", "{'disable_permissions_checks':true}");
        assertThat(server.sendAs("jane", "PATCH", CALL, "{'custom':{}}").status()).isEqualTo(200);
    }

    @Test
    void tokensCanBeRevokedForEveryone() throws Exception {
        server.ok("PATCH", "/app", "{'revoke_tokens_issued_before':'2100-01-01T00:00:00Z'}");
        Answer refused = server.sendAs("jane", "GET", CALL, "");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body().get("code").intValue()).isEqualTo(40);
        assertThat(server.v2("GET", "/app", "").status()).isEqualTo(200);
    }

    @Test
    void rolesAreAddedListedAndDeleted() throws Exception {
        JsonNode role = server.ok("POST", "/roles", "{'name':'nurse'}").get("role");
        assertThat(role.get("custom").booleanValue()).isTrue();
        assertThat(names(server.ok("GET", "/roles", "").get("roles"))).contains("admin", "user", "guest", "nurse");
        assertThat(server.v2("POST", "/roles", "{'name':'nurse'}").body().get("code").intValue()).isEqualTo(6);
        assertThat(server.v2("POST", "/roles", "{'name':'admin'}").body().get("code").intValue()).isEqualTo(6);
        server.ok("DELETE", "/roles/nurse", "");
        assertThat(names(server.ok("GET", "/roles", "").get("roles"))).doesNotContain("nurse");
        assertThat(server.v2("DELETE", "/roles/nurse", "").status()).isEqualTo(404);
        assertThat(server.v2("DELETE", "/roles/admin", "").status()).isEqualTo(400);
    }

    @Test
    void thereAreAtMostTwentyFiveCustomRoles() throws Exception {
        for (int i = 0; i < 25; i++) {
            server.ok("POST", "/roles", "{'name':'role" + i + "'}");
        }
        assertThat(server.v2("POST", "/roles", "{'name':'one-more'}").status()).isEqualTo(400);
    }

    @Test
    void permissionsAreThoseThatAreChecked() throws Exception {
        assertThat(server.ok("GET", "/permissions", "").get("permissions")).hasSizeGreaterThan(40);
        assertThat(server.ok("GET", "/permissions/join-call", "").at("/permission/action").stringValue()).isEqualTo("JoinCall");
    }

    @Test
    void pushProvidersAreKeptAndTheirCredentialsNotShown() throws Exception {
        server.ok("POST", "/push_providers", "{'push_provider':{'type':'firebase','name':'main',"
                + "'firebase_credentials':'SECRET','description':'old'}}");
        JsonNode made = server.ok("POST", "/push_providers", "{'push_provider':{'type':'firebase','name':'main',"
                + "'firebase_credentials':'SECRET','description':'new'}}");
        assertThat(made.toString()).doesNotContain("SECRET");
        JsonNode all = server.ok("GET", "/push_providers", "").get("push_providers");
        assertThat(all).hasSize(1);
        assertThat(all.at("/0/description").stringValue()).isEqualTo("new");
        assertThat(all.toString()).doesNotContain("SECRET");
        server.ok("DELETE", "/push_providers/firebase/main", "");
        assertThat(server.v2("DELETE", "/push_providers/firebase/main", "").status()).isEqualTo(404);
    }

    @Test
    void aHardDeletedCallIsATaskThatIsDone() throws Exception {
        server.ok("POST", "/video/call/default/standup", "{'data':{'created_by_id':'john'}}");
        String task = server.ok("POST", "/video/call/default/standup/delete", "{'hard':true}").get("task_id").stringValue();
        JsonNode done = server.ok("GET", "/tasks/" + task, "");
        assertThat(done.get("status").stringValue()).isEqualTo("completed");
        assertThat(done.get("result").toString()).isEqualTo("{\"default:standup\":{\"status\":\"ok\"}}");
        server.ok("POST", "/video/call/default/other", "{'data':{'created_by_id':'john'}}");
        assertThat(server.ok("POST", "/video/call/default/other/delete", "{}").has("task_id")).isFalse();
    }

    @Test
    void whatNeedsMediaSaysThatNothingRuns() throws Exception {
        server.ok("POST", "/video/call/default/standup", "{'data':{'created_by_id':'john'}}");
        assertThat(message("POST", "/video/call/default/standup/recordings/composite/start"))
                .isEqualTo("StartRecording failed with error: \"there is no active session\"");
        assertThat(message("POST", "/video/call/default/standup/recordings/composite/stop"))
                .isEqualTo("StopRecording failed with error: \"call egress is not running\"");
        Answer unknown = server.v2("POST", "/video/call/default/none/start_transcription", "{}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("x-ratelimit-remaining")).isPresent();
        assertThat(server.ok("GET", "/video/call/default/standup/recordings", "").get("recordings")).isEmpty();
        server.sendAs("jane", "POST", CALL + "/join", "{'location':'AMS'}");
        assertThat(message("POST", "/video/call/default/standup/start_recording"))
                .isEqualTo("StartRecording failed with error: \"this server carries no media and cannot do this\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "PATCH | /app            | {'no_such_setting':true}                            | no_such_setting",
        "PATCH | /app            | {'disable_auth_checks':true}                        | disable_auth_checks",
        "PATCH | /app            | {'multi_tenant_enabled':'yes'}                      | multi_tenant_enabled",
        "PATCH | /app            | {'grants':[]}                                       | grants",
        "PATCH | /app            | {'grants':{'user':'all'}}                           | grants.user",
        "PATCH | /app            | {'revoke_tokens_issued_before':'soon'}              | revoke_tokens_issued_before",
        "PATCH | /app            | {'permission_version':'v1'}                         | permission_version",
        "POST  | /roles          | {}                                                  | name",
        "POST  | /roles          | {'name':'not allowed'}                              | name",
        "POST  | /push_providers | {}                                                  | push_provider",
        "POST  | /push_providers | {'push_provider':{'type':'pigeon','name':'a'}}      | push_provider.type",
        "POST  | /push_providers | {'push_provider':{'type':'apn'}}                    | push_provider.name"})
    void whatMakesNoSenseIsRefusedByFieldAndWritesNothing(String method, String path, String body, String field)
            throws Exception {
        server.refusesByField(method, path, body, field);
    }

    private static List<String> names(JsonNode roles) {
        List<String> names = new ArrayList<>();
        roles.forEach(role -> names.add(role.get("name").stringValue()));
        return names;
    }

    private String message(String method, String path) throws Exception {
        Answer answer = server.v2(method, path, "{}");
        assertThat(answer.status()).isEqualTo(400);
        return answer.body().get("message").stringValue();
    }
}
