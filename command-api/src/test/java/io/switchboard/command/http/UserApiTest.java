package io.switchboard.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.http.CommandApiServer.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Users over HTTP: what is said about them, and what that means for calls. */
class UserApiTest {

    private static final String CALL = "/api/v2/video/call/default/standup";

    private CommandApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = CommandApiServer.start();
        server.ok("POST", "/users", "{'users':{'john':{'id':'john','name':'John'},'jane':{'id':'jane'},'zoe':{'id':'zoe'}}}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPatchPutsUnknownFieldsIntoCustom() throws Exception {
        JsonNode john = server.ok("PATCH", "/users", "{'users':[{'id':'john','set':{'role':'admin','color':'red',"
                + "'at':'2026-01-01T00:00:00Z'},'unset':['name']}]}").at("/users/john");
        assertThat(john.get("role").stringValue()).isEqualTo("admin");
        assertThat(john.has("name")).isFalse();
        assertThat(john.get("custom").toString()).isEqualTo("{\"color\":\"red\",\"at\":\"2026-01-01T00:00:00Z\"}");
    }

    @Test
    void aDeactivatedUserCanDoNothingUntilReactivated() throws Exception {
        JsonNode user = server.ok("POST", "/users/john/deactivate", "").get("user");
        assertThat(user.get("deactivated_at").isIntegralNumber()).isTrue();
        assertRefused(server.sendAs("john", "POST", CALL, ""), 403, 17);
        assertRefused(server.sendAs("john", "POST", CALL + "/join", "{'location':'AMS','create':true}"), 403, 17);
        server.ok("POST", "/users/john/reactivate", "{'name':'Johnny'}");
        assertThat(server.sendAs("john", "POST", CALL, "").status()).isEqualTo(201);
    }

    @Test
    void aDeletedUserIsNobodyAndIsStillShownWhereHeIsNamed() throws Exception {
        server.ok("POST", "/video/call/default/standup", "{'data':{'created_by_id':'john','members':[{'user_id':'jane'}]}}");
        String task = server.ok("POST", "/users/delete", "{'user_ids':['jane','zoe']}").get("task_id").stringValue();
        assertThat(server.ok("GET", "/tasks/" + task, "").get("status").stringValue()).isEqualTo("completed");
        assertRefused(server.sendAs("jane", "GET", CALL, ""), 403, 17);
        assertRefused(server.v2("POST", "/video/call/default/other",
                "{'data':{'created_by_id':'john','members':[{'user_id':'jane'}]}}"), 400, 4);
        assertRefused(server.v2("POST", "/video/call/default/other", "{'data':{'created_by_id':'jane'}}"), 400, 4);
        JsonNode member = server.ok("GET", "/video/call/default/standup", "").at("/members/0/user");
        assertThat(member.get("id").stringValue()).isEqualTo("jane");
        assertThat(member.has("deleted_at")).isTrue();
        assertThat(server.v2("POST", "/users/restore", "{'user_ids':['jane']}").status()).isEqualTo(201);
        Answer live = server.v2("POST", "/users/restore", "{'user_ids':['jane']}");
        assertThat(live.body().get("message").stringValue()).isEqualTo(
                "RestoreUsers failed with error: \"user \"jane\" is not deleted, it can't be restored\"");
    }

    @Test
    void aHardDeletedUserLeavesOnlyHisId() throws Exception {
        server.ok("POST", "/video/call/default/standup", "{'data':{'created_by_id':'john'}}");
        server.ok("POST", "/users/delete", "{'user_ids':['john'],'user':'hard'}");
        JsonNode creator = server.ok("GET", "/video/call/default/standup", "").at("/call/created_by");
        assertThat(creator.get("id").stringValue()).isEqualTo("john");
        assertThat(creator.has("name")).isFalse();
        assertRefused(server.v2("POST", "/users", "{'users':{'john':{'id':'john'}}}"), 400, 4);
    }

    @Test
    void aBannedUserCannotJoinAndIsNotRung() throws Exception {
        server.ok("POST", "/video/call/default/standup", "{'data':{'created_by_id':'john','members':[{'user_id':'jane'}]}}");
        server.ok("POST", "/moderation/ban", "{'target_user_id':'jane','banned_by_id':'john','reason':'spam','timeout':60}");
        assertRefused(server.sendAs("jane", "POST", CALL + "/join", "{'location':'AMS'}"), 403, 17);
        assertRefused(server.sendAs("john", "POST", CALL + "/ring", ""), 400, 4);
        JsonNode shown = server.ok("GET", "/video/call/default/standup", "").at("/members/0/user");
        assertThat(shown.get("banned").booleanValue()).isTrue();
        assertThat(shown.has("ban_expires")).isTrue();
        server.ok("POST", "/moderation/unban?target_user_id=jane", "{}");
        assertThat(server.sendAs("jane", "POST", CALL + "/join", "{'location':'AMS'}").status()).isEqualTo(201);
    }

    @Test
    void aUserIsNotRungByWhomHeHasBlocked() throws Exception {
        server.ok("POST", "/video/call/default/standup", "{'data':{'created_by_id':'john','members':[{'user_id':'jane'}]}}");
        JsonNode block = server.sendAs("jane", "POST", "/api/v2/users/block", "{'blocked_user_id':'john'}").body();
        assertThat(block.get("blocked_by_user_id").stringValue()).isEqualTo("jane");
        assertRefused(server.sendAs("john", "POST", CALL + "/ring", ""), 400, 4);
        JsonNode blocks = server.ok("GET", "/users/block?user_id=jane", "").get("blocks");
        assertThat(blocks.at("/0/blocked_user/name").stringValue()).isEqualTo("John");
        assertRefused(server.sendAs("zoe", "GET", "/api/v2/users/block?user_id=jane", ""), 403, 17);
        server.ok("POST", "/users/unblock", "{'user_id':'jane','blocked_user_id':'john'}");
        assertThat(server.sendAs("john", "POST", CALL + "/ring", "").status()).isEqualTo(201);
    }

    @Test
    void mutesAndDevicesAreKeptWithTheUser() throws Exception {
        JsonNode mutes = server.ok("POST", "/moderation/mute", "{'target_ids':['jane'],'user_id':'john','timeout':5}").get("mutes");
        assertThat(mutes.at("/0/target/id").stringValue()).isEqualTo("jane");
        assertThat(server.sendAs("john", "POST", "/video/devices", "{'id':'tok','push_provider':'apn',"
                + "'push_provider_name':'main','voip_token':true}").status()).isEqualTo(201);
        JsonNode device = server.sendAs("john", "GET", "/video/devices", "").body().at("/devices/0");
        assertThat(device.get("id").stringValue()).isEqualTo("tok");
        assertThat(device.get("voip").booleanValue()).isTrue();
        assertThat(device.get("created_at").isString()).isTrue();
        JsonNode john = server.ok("PATCH", "/users", "{'users':[{'id':'john','set':{}}]}").at("/users/john");
        assertThat(john.get("mutes")).hasSize(1);
        assertThat(john.get("devices")).hasSize(1);
        server.ok("DELETE", "/devices?id=tok&user_id=john", "");
        assertThat(server.ok("GET", "/devices?user_id=john", "").get("devices")).isEmpty();
        server.ok("POST", "/moderation/unmute", "{'target_ids':['jane'],'user_id':'john'}");
        assertThat(server.ok("PATCH", "/users", "{'users':[{'id':'john','set':{}}]}").at("/users/john/mutes")).isEmpty();
    }

    @Test
    void aRevokedTokenIsExpired() throws Exception {
        server.ok("PATCH", "/users", "{'users':[{'id':'john','set':{'revoke_tokens_issued_before':'2100-01-01T00:00:00Z'}}]}");
        assertRefused(server.sendAs("john", "POST", CALL, ""), 401, 40);
        server.ok("PATCH", "/users", "{'users':[{'id':'john','unset':['revoke_tokens_issued_before']}]}");
        assertThat(server.sendAs("john", "POST", CALL, "").status()).isEqualTo(201);
    }

    @Test
    void aGuestGetsATokenThatWorksAndAnIdThatIsNobodyElses() throws Exception {
        Answer answer = server.sendUnsigned("POST", "/video/guest",
                "{'user':{'id':'john','role':'admin','name':'Gast'}}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        String id = answer.body().at("/user/id").stringValue();
        assertThat(id).startsWith("guest-").endsWith("-john");
        assertThat(answer.body().at("/user/role").stringValue()).isEqualTo("guest");
        assertThat(answer.body().at("/user/name").stringValue()).isEqualTo("Gast");
        server.ok("POST", "/video/call/default/standup", "{'data':{'created_by_id':'john'}}");
        assertThat(server.sendWith(answer.body().get("access_token").stringValue(), "POST", CALL + "/join",
                "{'location':'AMS'}").status()).isEqualTo(201);
        server.ok("PATCH", "/app", "{'guest_user_creation_disabled':true}");
        assertRefused(server.sendUnsigned("POST", "/video/guest", "{'user':{'id':'x'}}"), 403, 17);
    }

    @Test
    void aRetriedGuestRequestIsTheSameGuest() throws Exception {
        Map<String, String> key = Map.of("x-client-request-id", "0e1c7a4e-guest");
        String body = "{'user':{'id':'g'}}";
        assertThat(server.send("POST", "/video/guest", body, key).body().at("/user/id"))
                .isEqualTo(server.send("POST", "/video/guest", body, key).body().at("/user/id"));
    }

    @Test
    void allOfABatchOrNothing() throws Exception {
        int written = server.written();
        assertRefused(server.v2("POST", "/users/deactivate", "{'user_ids':['john','ghost']}"), 404, 16);
        assertThat(server.written()).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "PATCH | /users             | {}                                                           | users",
        "PATCH | /users             | {'users':[{'set':{}}]}                                       | users[0].id",
        "PATCH | /users             | {'users':[{'id':'john'},{'id':'john'}]}                      | users",
        "PATCH | /users             | {'users':[{'id':'john','set':{'name':5}}]}                   | users[0].set.name",
        "PATCH | /users             | {'users':[{'id':'john','set':{'role':''}}]}                  | users[0].set.role",
        "PATCH | /users             | {'users':[{'id':'john','set':{'id':'x'}}]}                   | users[0].set",
        "PATCH | /users             | {'users':[{'id':'john','set':{'a..b':1}}]}                   | users[0].set",
        "PATCH | /users             | {'users':[{'id':'john','unset':[5]}]}                        | users[0].unset[0]",
        "POST  | /users/deactivate  | {}                                                           | user_ids",
        "POST  | /users/delete      | {'user_ids':[]}                                              | user_ids",
        "POST  | /users/delete      | {'user_ids':['john'],'user':'gently'}                        | user",
        "POST  | /users/delete      | {'user_ids':['john'],'calls':'hard'}                         | calls",
        "POST  | /users/block       | {'user_id':'john'}                                           | blocked_user_id",
        "POST  | /users/block       | {'user_id':'john','blocked_user_id':'john'}                  | blocked_user_id",
        "POST  | /users/block       | {'blocked_user_id':'jane'}                                   | user_id",
        "POST  | /moderation/ban    | {}                                                           | target_user_id",
        "POST  | /moderation/ban    | {'target_user_id':'john','channel_cid':'a:b'}                | channel_cid",
        "POST  | /moderation/ban    | {'target_user_id':'john','timeout':-1}                       | timeout",
        "POST  | /moderation/mute   | {'user_id':'john','target_ids':['john']}                     | target_ids",
        "POST  | /devices           | {'user_id':'john','id':'','push_provider':'apn'}             | id",
        "POST  | /devices           | {'user_id':'john','id':'d','push_provider':'pigeon'}         | push_provider",
        "DELETE| /devices?user_id=john | {}                                                        | id",
        "POST  | /guest             | {}                                                           | user",
        "POST  | /guest             | {'user':{'id':''}}                                           | user.id"})
    void whatMakesNoSenseIsRefusedByFieldAndWritesNothing(String method, String path, String body, String field)
            throws Exception {
        server.refusesByField(method, path, body, field);
    }

    /** A path may add as many levels as it has letters for; the deepest must still be stored and read again. */
    @Test
    void theDeepestPatchThereCanBeIsReadAgain() throws Exception {
        String path = "a.".repeat(127) + "a";
        String value = "{'a':".repeat(60) + "1" + "}".repeat(60);
        String patch = "{'users':[{'id':'john','set':{'%s':%s}}]}";
        server.ok("PATCH", "/users", patch.formatted(path, value));
        server.ok("PATCH", "/users", patch.formatted("b", "1"));
        assertThat(server.ok("POST", "/users/john/deactivate", "").at("/user/custom/b").intValue()).isEqualTo(1);
        assertRefused(server.v2("PATCH", "/users", patch.formatted(path + ".a", "1")), 400, 4);
        assertRefused(server.v2("PATCH", "/users", patch.formatted("c", "{'a':" + value + "}")), 400, 4);
    }

    @Test
    void idsMayHaveSpacesAndSigns() throws Exception {
        for (String id : List.of("my friend", "a@b.org", "Zoë 😀", "100%")) {
            server.ok("POST", "/users", "{'users':{'" + id + "':{'id':'" + id + "'}}}");
            String path = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
            assertThat(server.ok("POST", "/users/" + path + "/deactivate", "").at("/user/id").stringValue()).isEqualTo(id);
        }
    }

    private static void assertRefused(Answer answer, int status, int code) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().get("code").intValue()).isEqualTo(code);
    }
}
