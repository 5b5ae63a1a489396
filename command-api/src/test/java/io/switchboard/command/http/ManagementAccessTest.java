package io.switchboard.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.http.CommandApiServer.Answer;
import io.switchboard.wire.http.Endpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may ask for what is not about one call: every operation × {nobody, a user, an admin, the server}. */
class ManagementAccessTest {

    private CommandApiServer server;

    /** Method, path, body, codes for nobody, user, admin, server. */
    private static final String[] LINES = {
        "POST   /users                                 {'users':{'zoe':{'id':'zoe'}}}             401 403 403 201",
        "PATCH  /users                                 {'users':[{'id':'anna','set':{'a':1}}]}    401 403 403 200",
        "POST   /users/{id}/deactivate                 {}                                         401 403 403 201",
        "POST   /users/{id}/reactivate                 {}                                         401 403 403 400",
        "POST   /users/deactivate                      {'user_ids':['anna']}                      401 403 403 201",
        "POST   /users/reactivate                      {'user_ids':['anna']}                      401 403 403 400",
        "POST   /users/delete                          {'user_ids':['anna']}                      401 403 403 201",
        "POST   /users/restore                         {'user_ids':['anna']}                      401 403 403 400",
        "POST   /users/block                           {'blocked_user_id':'anna'}                 401 201 201 400",
        "POST   /users/unblock                         {'blocked_user_id':'anna'}                 401 201 201 400",
        "GET    /users/block                           -                                          401 200 200 400",
        "POST   /moderation/ban                        {'target_user_id':'anna'}                  401 403 403 201",
        "POST   /moderation/unban?target_user_id=anna  {}                                         401 403 403 201",
        "POST   /moderation/mute                       {'target_ids':['anna']}                    401 201 201 400",
        "POST   /moderation/unmute                     {'target_ids':['anna']}                    401 201 201 400",
        "POST   /devices                               {'id':'d','push_provider':'apn'}           401 201 201 400",
        "GET    /devices                               -                                          401 200 200 400",
        "DELETE /devices?id=d                          -                                          401 200 200 400",
        "POST   /video/devices                         {'id':'d','push_provider':'apn'}           401 201 201 400",
        "GET    /video/devices                         -                                          401 200 200 400",
        "DELETE /video/devices?id=d                    -                                          401 200 200 400",
        "POST   /guest                                 {'user':{'id':'g'}}                        201 201 201 201",
        "POST   /video/guest                           {'user':{'id':'g'}}                        201 201 201 201",
        "GET    /tasks/{id}                            -                                          401 403 403 404",
        "GET    /app                                   -                                          401 403 403 200",
        "PATCH  /app                                   {}                                         401 403 403 200",
        "GET    /roles                                 -                                          401 403 403 200",
        "POST   /roles                                 {'name':'nurse'}                           401 403 403 201",
        "DELETE /roles/{name}                          -                                          401 403 403 404",
        "GET    /permissions                           -                                          401 403 403 200",
        "POST   /permissions                           {'id':'x'}                                 401 403 403 400",
        "GET    /permissions/{id}                      -                                          401 403 403 404",
        "PUT    /permissions/{id}                      {}                                         401 403 403 400",
        "DELETE /permissions/{id}                      -                                          401 403 403 400",
        "GET    /push_providers                        -                                          401 403 403 200",
        "POST   /push_providers                        {'push_provider':{'type':'apn','name':'a'}} 401 403 403 201",
        "DELETE /push_providers/{type}/{name}          -                                          401 403 403 400",
        "GET    /video/calltypes                       -                                          401 403 403 200",
        "POST   /video/calltypes                       {'name':'clinic'}                          401 403 403 201",
        "GET    /video/calltypes/{name}                -                                          401 403 403 404",
        "PUT    /video/calltypes/{name}                {}                                         401 403 403 404",
        "DELETE /video/calltypes/{name}                -                                          401 403 403 404",
        "GET    /video/edges                           -                                          401 200 200 200",
        "POST   /video/call_client_event               {'type':'x'}                               201 201 201 201",
        "POST   /chat/channels/{type}/{id}/query       {}                                         401 403 403 201",
        "POST   /chat/channels/{type}/{id}/message     {'message':{'text':'hi'}}                  401 403 403 201",
        "POST   /video/call/{type}/{id}/start_recording                     {}                    401 400 400 400",
        "POST   /video/call/{type}/{id}/recordings/{recording_type}/start   {}                    401 400 400 400",
        "POST   /video/call/{type}/{id}/start_transcription                 {}                    401 400 400 400",
        "POST   /video/call/{type}/{id}/start_closed_captions               {}                    401 400 400 400",
        "POST   /video/call/{type}/{id}/start_broadcasting                  {}                    401 400 400 400",
        "POST   /video/call/{type}/{id}/start_frame_recording               {}                    401 400 400 400",
        "POST   /video/call/{type}/{id}/rtmp_broadcasts                     {}                    401 400 400 400",
        "POST   /video/call/{type}/{id}/stop_recording                      {}                    401 400 400 400",
        "POST   /video/call/{type}/{id}/recordings/{recording_type}/stop    {}                    401 400 400 400",
        "POST   /video/call/{type}/{id}/stop_transcription                  {}                    401 400 400 400",
        "POST   /video/call/{type}/{id}/stop_closed_captions                {}                    401 400 400 400",
        "POST   /video/call/{type}/{id}/stop_broadcasting                   {}                    401 400 400 400",
        "POST   /video/call/{type}/{id}/stop_frame_recording                {}                    401 400 400 400",
        "POST   /video/call/{type}/{id}/rtmp_broadcasts/stop                {}                    401 400 400 400",
        "POST   /video/call/{type}/{id}/rtmp_broadcasts/{name}/stop         {}                    401 400 400 400",
        "GET    /video/call/{type}/{id}/recordings                          -                     401 200 200 200",
        "GET    /video/call/{type}/{id}/transcriptions                      -                     401 200 200 200",
        "DELETE /video/call/{type}/{id}/{session}/recordings/{file}         -                     401 404 404 404",
        "DELETE /video/call/{type}/{id}/{session}/transcriptions/{file}     -                     401 404 404 404",
    };

    private record Line(String method, String path, String body, List<String> codes) {

        static Line of(String text) {
            String[] parts = text.split(" +");
            return new Line(parts[0], parts[1], parts[2].equals("-") ? "" : parts[2],
                    List.of(parts).subList(3, parts.length));
        }

        String route() {
            return method + " " + path.replaceFirst("\\?.*", "");
        }

        /** A call that is there, and otherwise something that is not. */
        String target() {
            return "/api/v2" + path.replace("/call/{type}/{id}", "/call/default/standup").replace("/users/{id}/", "/users/anna/")
                    .replaceAll("\\{\\w+}", "missing");
        }

        @Override
        public String toString() {
            return route();
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = CommandApiServer.start();
        assertThat(server.send("POST", "/api/v2/users", "{'users':{'anna':{'id':'anna'},'john':{'id':'john'},"
                + "'root':{'id':'root','role':'admin'}}}").status()).isEqualTo(201);
        assertThat(server.send("POST", "/api/v2/video/call/default/standup", "{'data':{'created_by_id':'john'}}").status())
                .isEqualTo(201);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void whoMayAskForWhat(Line line) throws Exception {
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> answered = new TreeMap<>();
        for (String caller : List.of("nobody", "john", "root", "server")) {
            expected.put(caller, line.codes().get(expected.size()));
            Answer answer = switch (caller) {
                case "nobody" -> server.sendUnsigned(line.method(), line.target(), line.body());
                case "server" -> server.send(line.method(), line.target(), line.body());
                default -> server.sendAs(caller, line.method(), line.target(), line.body());
            };
            answered.put(caller, Integer.toString(answer.status()));
        }
        assertThat(answered).isEqualTo(expected);
    }

    @Test
    void everyOperationHasALine() {
        List<String> served = new ArrayList<>(server.endpoints().stream().map(ManagementAccessTest::route).toList());
        served.removeAll(CommandApiServer.callOperations(null, null).endpoints().stream()
                .map(ManagementAccessTest::route).toList());
        assertThat(Arrays.stream(LINES).map(line -> Line.of(line).route()))
                .containsExactlyInAnyOrderElementsOf(served);
    }

    private static String route(Endpoint endpoint) {
        return endpoint.method() + " " + endpoint.path();
    }

    static Stream<Line> lines() {
        return Arrays.stream(LINES).map(Line::of);
    }
}
