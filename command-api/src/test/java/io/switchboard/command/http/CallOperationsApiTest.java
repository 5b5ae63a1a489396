package io.switchboard.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.http.CommandApiServer.Answer;
import io.switchboard.wire.http.Endpoint;
import io.switchboard.wire.http.Operation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every operation on a call over real HTTP: who may ask for it, and what it refuses to be asked. */
class CallOperationsApiTest {

    private static CommandApiServer server;
    private static int calls;

    /** What to send; anna is a member who is in, john the creator, zoe a stranger, root an admin. */
    private enum Line {
        GetOrCreateCall("", "{}", "401 201 201 201 201 201"),
        GetCall("", "", "401 200 200 200 200 200"),
        UpdateCall("", "{'custom':{}}", "401 403 403 200 200 200"),
        UpdateCallMembers("/members", "{'update_members':[{'user_id':'zoe'}]}", "401 201 201 201 201 201"),
        EndCall("/mark_ended", "", "401 201 201 201 201 201"),
        DeleteCall("/delete", "", "401 403 403 201 201 201"),
        GoLive("/go_live", "", "401 403 403 201 201 201"),
        StopLive("/stop_live", "", "401 403 403 201 201 201"),
        JoinCall("/join", "{'location':'AMS'}", "401 201 201 201 201 400"),
        LeaveCall("/leave", "", "401 201 201 201 201 400"),
        HeartbeatCall("/heartbeat", "", "401 404 201 404 404 400"),
        RingCall("/ring", "{'members_ids':['bob']}", "401 201 201 201 201 201"),
        AcceptCall("/accept", "", "401 403 201 403 201 400"),
        RejectCall("/reject", "", "401 403 201 403 201 400"),
        QueryCallParticipants("/participants", "", "401 201 201 201 201 201"),
        GetCallReport("/report", "", "401 403 403 200 403 200"),
        BlockUser("/block", "{'user_id':'bob'}", "401 403 403 201 201 201"),
        UnblockUser("/unblock", "{'user_id':'bob'}", "401 403 403 201 201 201"),
        KickUser("/kick", "{'user_id':'bob'}", "401 403 403 201 403 201"),
        MuteUsers("/mute_users", "{'user_ids':['bob'],'audio':true}", "401 403 403 201 201 201"),
        UpdateUserPermissions("/user_permissions", "{'user_id':'bob','grant_permissions':['send-audio']}",
                "401 403 403 201 201 201"),
        RequestPermission("/request_permission", "{'permissions':['send-audio']}", "401 201 201 201 201 400"),
        SendVideoReaction("/reaction", "{'type':'like'}", "401 201 201 201 201 400"),
        VideoPin("/pin", "{'session_id':'s','user_id':'bob'}", "401 403 403 201 201 201"),
        VideoUnpin("/unpin", "{'session_id':'s','user_id':'bob'}", "401 403 403 201 201 201"),
        SendCallEvent("/event", "{'custom':{}}", "401 201 201 201 201 400"),
        CollectUserFeedback("/feedback", "{'rating':5,'sdk':'web','sdk_version':'1'}", "401 201 201 201 201 201");

        private final String path;
        private final String body;
        private final List<String> codes;

        Line(String path, String body, String codes) {
            this.path = path;
            this.body = body;
            this.codes = List.of(codes.split(" "));
        }
    }

    private static final List<String> CALLERS = List.of("nobody", "zoe", "anna", "root", "john", "server");

    @BeforeAll
    static void start() throws Exception {
        server = CommandApiServer.start();
        assertThat(send("POST", "/api/v2/users", "{'users':{'john':{'id':'john'},'anna':{'id':'anna'},'bob':{'id':'bob'},"
                + "'zoe':{'id':'zoe'},'root':{'id':'root','role':'admin'}}}", "server").status()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyOperationHasALine() {
        assertThat(CommandApiServer.callOperations(null, null).endpoints().stream()
                .map(Endpoint::operation).map(Operation::name)).containsExactlyInAnyOrder(
                        Stream.of(Line.values()).map(Line::name).toArray(String[]::new));
    }

    static Stream<Line> lines() {
        return Stream.of(Line.values());
    }

    @ParameterizedTest
    @MethodSource("lines")
    void whoMayAskForWhat(Line line) throws Exception {
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> answered = new TreeMap<>();
        for (int caller = 0; caller < CALLERS.size(); caller++) {
            String call = ringingCallWithAnnaIn();
            String method = line.name().startsWith("Get") && !line.name().contains("Create") ? "GET"
                    : line == Line.UpdateCall ? "PATCH" : "POST";
            Answer answer = send(method, call + line.path, line.body, CALLERS.get(caller));
            expected.put(CALLERS.get(caller), line.codes.get(caller));
            answered.put(CALLERS.get(caller), Integer.toString(answer.status()));
        }
        assertThat(answered).as(line.name()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "/join             | {}                                                        | location",
        "/join             | {'location':5}                                            | location",
        "/join             | {'location':''}                                           | location",
        "/join             | {'location':'  '}                                         | location",
        "/join             | {'location':'x','members_limit':101}                      | members_limit",
        "/join             | {'location':'x','e2ee':'yes'}                             | e2ee",
        "/join             | {'location':'x','migrating_from_list':5}                  | migrating_from_list",
        "/go_live          | {'start_hls':'yes'}                                       | start_hls",
        "/stop_live        | {'continue_hls':1}                                        | continue_hls",
        "/ring             | {'members_ids':'bob'}                                     | members_ids",
        "/ring             | {'members_ids':['zoe']}                                   | members_ids",
        "/ring             | {'video':'yes'}                                           | video",
        "/reject           | {'reason':7}                                              | reason",
        "/leave            | {'user_session_id':7}                                     | user_session_id",
        "/leave            | {'user_session_id':''}                                    | user_session_id",
        "/members          | {'update_members':[{'user_id':'bob','role':' '}]}         | update_members[0].role",
        "/members          | {'update_members':[{'user_id':'bob','role':'a\\u0000'}]}  | update_members[0].role",
        "/participants     | {'filter_conditions':{'role':'host'}}                     | filter_conditions.role",
        "/participants     | {'filter_conditions':{'user_id':{'$gt':'a'}}}             | filter_conditions.user_id",
        "/block            | {}                                                        | user_id",
        "/block            | {'user_id':'ghost'}                                       | user_id",
        "/block            | {'user_id':'a\\u0000b'}                                   | user_id",
        "/kick             | {'user_id':'bob','block':1}                               | block",
        "/kick             | {'user_id':'bob','kicked_by_id':'ghost'}                  | kicked_by_id",
        "/kick             | {'user_id':'bob','kicked_by':{'id':'ghost'}}              | kicked_by_id",
        "/kick             | {'user_id':'bob','kicked_by_id':'john','kicked_by':{'id':'anna'}} | kicked_by_id",
        "/mute_users       | {'user_ids':['bob'],'audio':true,'muted_by_id':'ghost'}   | muted_by_id",
        "/mute_users       | {'mute_all_users':true,'audio':true,'muted_by':{'id':'ghost'}} | muted_by_id",
        "/mute_users       | {'user_ids':['bob'],'audio':true,'muted_by_id':'john','muted_by':{'id':'anna'}} | muted_by_id",
        "/event            | {'custom':{},'user_id':'john','user':{'id':'anna'}}       | user_id",
        "/mute_users       | {'user_ids':['bob']}                                      | audio",
        "/mute_users       | {'audio':true}                                            | user_ids",
        "/user_permissions | {'user_id':'bob'}                                         | grant_permissions",
        "/user_permissions | {'user_id':'bob','grant_permissions':['fly']}             | grant_permissions",
        "/user_permissions | {'user_id':'bob','grant_permissions':['send-audio'],'revoke_permissions':['send-audio']} | revoke_permissions",
        "/request_permission | {'permissions':[]}                                      | permissions",
        "/reaction         | {}                                                        | type",
        "/reaction         | {'type':'x','custom':[]}                                  | custom",
        "/pin              | {'user_id':'bob'}                                         | session_id",
        "/pin              | {'user_id':'bob','session_id':' '}                        | session_id",
        "/feedback         | {'sdk':'web','sdk_version':'1'}                           | rating",
        "/feedback         | {'rating':0,'sdk':'web','sdk_version':'1'}                | rating",
        "/feedback         | {'rating':6,'sdk':'web','sdk_version':'1'}                | rating",
        "/feedback         | {'rating':1.5,'sdk':'web','sdk_version':'1'}              | rating",
        "/feedback         | {'rating':5,'sdk_version':'1'}                            | sdk",
        "/delete           | {'hard':'yes'}                                            | hard"})
    void whatMakesNoSenseIsRefusedByFieldAndWritesNothing(String path, String body, String field) throws Exception {
        String call = ringingCallWithAnnaIn();
        int written = server.written();
        Answer answer = send("POST", call + path, body, path.startsWith("/re") || path.equals("/join")
                || path.equals("/leave") ? "john" : "server");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.body().get("code").intValue()).isEqualTo(4);
        assertThat(answer.body().path("exception_fields").propertyNames()).containsExactly(field);
        assertThat(server.written()).isEqualTo(written);
    }

    @Test
    void anEventMayHaveFiveKilobytesAndNoMore() throws Exception {
        String call = ringingCallWithAnnaIn();
        String body = "{'user_id':'john','custom':{'a':'%s'}}";
        assertThat(send("POST", call + "/event", body.formatted("x".repeat(5_000)), "server").status()).isEqualTo(201);
        Answer large = send("POST", call + "/event", body.formatted("x".repeat(5_200)), "server");
        assertThat(large.status()).isEqualTo(400);
        assertThat(large.body().path("exception_fields").propertyNames()).containsExactly("custom");
    }

    @Test
    void aJoinIsAnsweredWithAllThatAClientNeeds() throws Exception {
        String call = ringingCallWithAnnaIn().replace("/api/v2", "");
        JsonNode joined = send("POST", call + "/join", "{'location':'AMS','migrating_from':null}", "bob").body();
        assertThat(joined.propertyNames()).contains("call", "created", "members", "membership", "own_capabilities",
                "stats_options", "credentials", "user_session_id", "duration");
        assertThat(joined.at("/membership/user_id").stringValue()).isEqualTo("bob");
        assertThat(joined.at("/credentials/server").propertyNames()).contains("edge_name", "url", "ws_endpoint");
        assertThat(joined.at("/credentials/ice_servers").isArray()).isTrue();
        JsonNode session = joined.at("/call/session");
        assertThat(session.at("/participants_count_by_role/user").intValue()).isEqualTo(2);
        assertThat(session.get("participants")).hasSize(2);
        assertThat(session.get("started_at").isString()).isTrue();
        assertThat(session.get("ended_at").isNull()).isTrue();
        assertThat(session.get("timer_ends_at").isNull()).isTrue();
        assertThat(joined.at("/call/current_session_id").stringValue()).isEqualTo(session.get("id").stringValue());
    }

    /** John's call, ringing bob, with anna in it. */
    private static String ringingCallWithAnnaIn() throws Exception {
        String call = "/api/v2/video/call/default/call-" + ++calls;
        send("POST", call, "{'data':{'created_by_id':'john','members':[{'user_id':'anna'},{'user_id':'bob'}]}}", "server");
        assertThat(send("POST", call + "/join", "{'location':'AMS'}", "anna").status()).isEqualTo(201);
        return call;
    }

    private static Answer send(String method, String path, String body, String caller) throws Exception {
        return switch (caller) {
            case "nobody" -> server.sendUnsigned(method, path, body);
            case "server" -> server.send(method, path, body);
            default -> server.sendAs(caller, method, path, body);
        };
    }
}
