package io.switchboard.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.http.CommandApiServer.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command endpoints over real HTTP: shapes of answers, and what bad requests get. */
class CommandApiTest {

    private static CommandApiServer server;
    private static int calls;

    private final String call = "/api/v2/video/call/default/call-" + ++calls;

    @BeforeAll
    static void start() throws Exception {
        server = CommandApiServer.start();
        assertThat(server.send("POST", "/api/v2/users", "{\"users\":{\"john\":{\"id\":\"john\",\"name\":\"John\"},"
                + "\"jack\":{\"id\":\"jack\"},\"my friend\":{\"id\":\"my friend\"}}}").status()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aCreatedCallHasTheDocumentedShape() throws Exception {
        Answer answer = server.send("POST", call, "{\"data\":{\"created_by_id\":\"john\",\"members\":[{\"user_id\":\"john\","
                + "\"role\":\"admin\"},{\"user_id\":\"my friend\"}],\"custom\":{\"color\":\"blue\"}}}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().get("created").booleanValue()).isTrue();
        assertThat(answer.body().at("/call/created_by/name").stringValue()).isEqualTo("John");
        assertThat(answer.body().at("/call/ended_at").isNull()).isTrue();
        assertThat(answer.body().at("/call/created_at").isIntegralNumber()).isTrue();
        assertThat(answer.body().at("/members/0/role").stringValue()).isEqualTo("admin");
        assertThat(answer.body().at("/members/1/user_id").stringValue()).isEqualTo("my friend");
        assertThat(answer.header("ETag")).contains("\"1\"");
    }

    @Test
    void theVideoFamilyOfPathsSpeaksRfc3339() throws Exception {
        server.send("POST", call, "{\"data\":{\"created_by_id\":\"john\"}}");
        Answer answer = server.send("GET", call.replace("/api/v2", ""), "");
        assertThat(answer.body().at("/call/created_at").isString()).isTrue();
    }

    @Test
    void anUnknownCreatorIsCreatedWithTheCall() throws Exception {
        String creator = "creator of " + call.substring(call.lastIndexOf('/') + 1);
        Answer answer = server.send("POST", call, "{\"data\":{\"created_by\":{\"id\":\"" + creator
                + "\",\"name\":\"New\",\"custom\":{\"at\":\"2024-01-01T00:00:00Z\"}}}}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().at("/call/created_by/name").stringValue()).isEqualTo("New");
        assertThat(answer.body().at("/call/created_by/custom/at").stringValue()).isEqualTo("2024-01-01T00:00:00Z");
    }

    @Test
    void explicitNullsAreAsIfAbsent() throws Exception {
        Answer answer = server.send("POST", call, "{\"members_limit\":null,\"ring\":null,\"data\":{\"created_by_id\":\"john\","
                + "\"created_by\":null,\"team\":null,\"starts_at\":null,\"custom\":null,\"members\":[{\"user_id\":"
                + "\"jack\",\"role\":null,\"custom\":null}],\"settings_override\":{\"audio\":null,\"video\":"
                + "{\"enabled\":null},\"limits\":{\"max_duration_seconds\":0,\"max_participants\":null}}}}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().at("/call/settings/video/enabled").booleanValue()).isTrue();
        assertThat(answer.body().at("/call/settings/limits/max_duration_seconds").intValue()).isZero();
        assertThat(answer.body().at("/members/0").has("role")).isFalse();
    }

    @Test
    void membersAreAnsweredInRequestOrderAndRemoved() throws Exception {
        server.send("POST", call, "{\"data\":{\"created_by_id\":\"john\"}}");
        Answer added = server.send("POST", call + "/members",
                "{\"update_members\":[{\"user_id\":\"john\"},{\"user_id\":\"jack\",\"role\":\"host\"}]}");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.body().at("/members/0/user_id").stringValue()).isEqualTo("john");
        Answer removed = server.send("POST", call + "/members", "{\"remove_members\":[\"john\"]}");
        assertThat(removed.body().get("members")).isEmpty();
        assertThat(server.send("GET", call, "").body().get("members")).hasSize(1);
    }

    @Test
    void anEndedCallSaysWhen() throws Exception {
        server.send("POST", call, "{\"data\":{\"created_by_id\":\"john\"}}");
        assertThat(server.send("POST", call + "/mark_ended", "").status()).isEqualTo(201);
        assertThat(server.send("GET", call, "").body().at("/call/ended_at").isIntegralNumber()).isTrue();
    }

    @Test
    void aCommandAgainstAnOldVersionIsRefused() throws Exception {
        server.send("POST", call, "{\"data\":{\"created_by_id\":\"john\"}}");
        server.send("PATCH", call, "{\"custom\":{\"a\":1}}");
        assertThat(server.send("PATCH", call, "{\"custom\":{\"a\":2}}", Map.of("If-Match", "\"1\"")).status()).isEqualTo(412);
        assertThat(server.send("PATCH", call, "{\"custom\":{\"a\":2}}", Map.of("If-Match", "\"2\"")).status()).isEqualTo(200);
        assertThat(server.send("PATCH", call, "{\"custom\":{\"a\":2}}", Map.of("If-Match", "two")).status()).isEqualTo(400);
    }

    @Test
    void aRetriedRequestIsAnsweredTheSameWithoutASecondEvent() throws Exception {
        Map<String, String> key = Map.of("Idempotency-Key", call);
        server.send("POST", call, "{\"data\":{\"created_by_id\":\"john\"}}", key);
        int written = server.written();
        Answer again = server.send("POST", call, "{\"data\":{\"created_by_id\":\"john\"}}", key);
        assertThat(again.body().get("created").booleanValue()).isTrue();
        assertThat(server.written()).isEqualTo(written);
        assertThat(server.send("POST", call, "{\"data\":{\"created_by_id\":\"jack\"}}", key).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "POST   |                      | {}                                                              | 400 | data.created_by_id",
        "POST   |                      | {\"data\":[]}                                                   | 400 | data",
        "POST   |                      | {\"ring\":\"yes\"}                                              | 400 | ring",
        "POST   |                      | {\"members_limit\":101,\"data\":{\"created_by_id\":\"john\"}}   | 400 | members_limit",
        "POST   |                      | {\"data\":{\"created_by_id\":7}}                                | 400 | data.created_by_id",
        "POST   |                      | {\"data\":{\"created_by_id\":\"\"}}                             | 400 | data.created_by_id",
        "POST   |                      | {\"data\":{\"created_by_id\":\"a\",\"created_by\":{\"id\":\"b\"}}} | 400 | data.created_by_id",
        "POST   |                      | {\"data\":{\"created_by_id\":\"john\",\"members\":{}}}          | 400 | data.members",
        "POST   |                      | {\"data\":{\"created_by_id\":\"john\",\"members\":[{}]}}        | 400 | data.members[0].user_id",
        "POST   |                      | {\"data\":{\"created_by_id\":\"john\",\"members\":[{\"user_id\":\"a\\u0000b\"}]}} | 400 | data.members[0].user_id",
        "POST   |                      | {\"data\":{\"created_by_id\":\"john\",\"starts_at\":\"soon\"}}  | 400 | data.starts_at",
        "POST   |                      | {\"data\":{\"created_by_id\":\"john\",\"custom\":\"blue\"}}     | 400 | data.custom",
        "POST   |                      | {\"data\":{\"created_by_id\":\"john\",\"settings_override\":{\"audio\":{\"default_device\":\"tv\"}}}} | 400 | data.settings_override.audio.default_device",
        "POST   |                      | {\"data\":{\"created_by_id\":\"john\",\"settings_override\":{\"limits\":{\"max_duration_seconds\":-1}}}} | 400 | data.settings_override.limits.max_duration_seconds",
        "POST   |                      | {\"data\":{\"created_by_id\":\"john\",\"settings_override\":{\"video\":{\"target_resolution\":{\"width\":1e99}}}}} | 400 | data.settings_override.video.target_resolution.width",
        "PATCH  |                      | {\"custom\":[]}                                                 | 400 | custom",
        "PATCH  |                      | {\"settings_override\":{\"audio\":true}}                        | 400 | settings_override.audio",
        "POST   | /members             | {\"update_members\":[{\"user_id\":\"\"}]}                       | 400 | update_members[0].user_id",
        "POST   | /members             | {\"remove_members\":[1]}                                        | 400 | remove_members[0]",
        "POST   | /members             | {\"update_members\":[{\"user_id\":\"john\"}],\"remove_members\":[\"john\"]} | 400 | remove_members",
    })
    void badInputNamesTheFieldAndWritesNothing(String method, String path, String body, int status, String field)
            throws Exception {
        int written = server.written();
        Answer answer = server.send(method, call + (path == null ? "" : path), body);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.body().get("code").intValue()).isEqualTo(4);
        assertThat(answer.body().path("exception_fields").propertyNames()).contains(field);
        assertThat(server.written()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"update_members", "remove_members"})
    void moreThanAHundredMembersAreRefused(String list) throws Exception {
        server.send("POST", call, "{\"data\":{\"created_by_id\":\"john\"}}");
        String members = IntStream.rangeClosed(1, 101)
                .mapToObj(i -> list.startsWith("update") ? "{\"user_id\":\"u" + i + "\"}" : "\"u" + i + "\"")
                .collect(Collectors.joining(","));
        Answer answer = server.send("POST", call + "/members", "{\"" + list + "\":[" + members + "]}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("exception_fields").propertyNames()).containsExactly(list);
    }

    @Test
    void anUnknownCallTypeIsNotFound() throws Exception {
        Answer answer = server.send("POST", "/api/v2/video/call/nonsense/x", "{\"data\":{\"created_by_id\":\"john\"}}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().get("message").stringValue())
                .isEqualTo("GetOrCreateCall failed with error: \"nonsense: call type does not exist\"");
    }

    @Test
    void overlongAndOddCallIdsAreRefused() throws Exception {
        for (String id : List.of("x".repeat(65), "a%20b", "caf%C3%A9", "a:b", "a.b")) {
            Answer answer = server.send("POST", "/api/v2/video/call/default/" + id, "{\"data\":{\"created_by_id\":\"john\"}}");
            assertThat(answer.status()).as(id).isEqualTo(400);
            assertThat(answer.body().path("exception_fields").propertyNames()).as(id).containsExactly("id");
        }
    }

    @Test
    void usersAreForServersOnly() throws Exception {
        Answer answer = server.sendAs("john", "POST", "/api/v2/users", "{\"users\":{\"x\":{\"id\":\"x\"}}}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().get("code").intValue()).isEqualTo(17);
    }

    @Test
    void badUsersAreRefusedByField() throws Exception {
        Map<String, String> bad = Map.of(
                "{}", "users",
                "{\"users\":{}}", "users",
                "{\"users\":[]}", "users",
                "{\"users\":{\"a\":{\"id\":\"b\"}}}", "users.a.id",
                "{\"users\":{\"a\":{}}}", "users.a.id",
                "{\"users\":{\"a\":{\"id\":\"a\",\"teams\":\"t\"}}}", "users.a.teams",
                "{\"users\":{\"a\":{\"id\":\"a\",\"custom\":1}}}", "users.a.custom");
        int written = server.written();
        for (Map.Entry<String, String> row : bad.entrySet()) {
            Answer answer = server.send("POST", "/api/v2/users", row.getKey());
            assertThat(answer.status()).as(row.getKey()).isEqualTo(400);
            assertThat(answer.body().path("exception_fields").propertyNames()).as(row.getKey())
                    .containsExactly(row.getValue());
        }
        assertThat(server.written()).isEqualTo(written);
    }
}
