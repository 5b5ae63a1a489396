package io.switchboard.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.CallEvent.CallCreated;
import io.switchboard.events.CallEvent.MemberData;
import io.switchboard.events.Cid;
import io.switchboard.events.Topics;
import io.switchboard.events.app.AppSettings;
import io.switchboard.events.app.AppSettingsCodec;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.calltype.CallTypeCodec;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.testing.Facts;
import io.switchboard.events.user.User;
import io.switchboard.events.user.UserStatus;
import io.switchboard.projector.Projector;
import io.switchboard.query.service.QueryApiApplication;
import io.switchboard.wire.auth.Credentials;
import io.switchboard.wire.auth.Tokens;
import io.switchboard.wire.service.ServiceProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import tools.jackson.databind.JsonNode;

/** query-api as the process it is, over real HTTP and a real Kafka. */
class QueryApiTest {

    private static final String KEY = "test-key";
    private static final String SECRET = "a-secret-of-at-least-thirty-two-bytes-for-tests";
    private static final String CALLS = "/api/v2/video/calls";
    private static final String MEMBERS = "/api/v2/video/call/members";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path folder;
    private static QueryLog log;
    private static ServletWebServerApplicationContext context;

    @BeforeAll
    static void start() throws Exception {
        log = new QueryLog(folder.resolve("kafka"));
        for (int i = 0; i < 5; i++) {
            log.append(new CallHistory(new Cid("default", "plain-" + i))
                    .append(created("john", Facts.member("john"), Facts.member("jack")), at(i)));
        }
        log.append(new CallHistory(new Cid("livestream", "live"))
                .append(created("ann", Facts.member("ann", "host", "{\"seat\":1}"), Facts.member("bob"),
                        Facts.member("carl")), at(10)));
        log.append(new CallHistory(new Cid("closed", "secret")).append(created("ann", Facts.member("bob")), at(11)));
        log.putUser("john", "user");
        log.putUser("bob", "user");
        context = (ServletWebServerApplicationContext) ServiceProcess
                .application(QueryApiApplication.class, new Credentials(KEY, SECRET)).run("--server.port=0",
                        "--switchboard.kafka.bootstrap=" + log.bootstrapServers(),
                        "--switchboard.data=" + folder.resolve("data"));
        assertThat(context.getBean(Projector.class).awaitRunning(Duration.ofSeconds(90))).isTrue();
    }

    @AfterAll
    static void stop() {
        context.close();
        log.close();
    }

    private static Instant at(int second) {
        return CallHistory.START.plusSeconds(second);
    }

    private static CallCreated created(String by, MemberData... members) {
        return new CallCreated(by, Optional.empty(), Optional.empty(), Facts.json("{\"color\":\"red\"}"),
                Facts.json("{\"audio\":{}}"), List.of(members), false, Optional.empty(), Optional.empty());
    }

    private record Answer(int status, JsonNode body, HttpResponse<String> http) {
        List<String> cids() {
            List<String> cids = new ArrayList<>();
            body.get("calls").forEach(row -> cids.add(row.get("call").get("cid").stringValue()));
            return cids;
        }

        List<String> members() {
            List<String> users = new ArrayList<>();
            body.get("members").forEach(member -> users.add(member.get("user_id").stringValue()));
            return users;
        }
    }

    private static Answer ask(String path, String token, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                        + context.getWebServer().getPort() + path + "?api_key=" + KEY))
                .header("Authorization", token).header("stream-auth-type", "jwt")
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), EventJson.mapper().readTree(response.body()), response);
    }

    private static Answer ask(String path, String body) throws Exception {
        return ask(path, Tokens.signServer(SECRET, Instant.now()), body);
    }

    private static Answer askAs(String user, String path, String body) throws Exception {
        return ask(path, Tokens.signUser(SECRET, user, Instant.now(), Optional.empty()), body);
    }

    @Test
    void aCallIsShownWithItsFirstMembersUsersAndCapabilities() throws Exception {
        Answer answer = ask(CALLS, "{\"filter_conditions\":{\"cid\":\"default:plain-1\"}}");
        assertThat(answer.status).isEqualTo(201);
        JsonNode row = answer.body.get("calls").get(0);
        assertThat(row.at("/call/id").stringValue()).isEqualTo("plain-1");
        assertThat(row.at("/call/created_at").isIntegralNumber()).isTrue();
        assertThat(row.at("/call/created_by/name").stringValue()).isEqualTo("The john");
        assertThat(row.at("/call/custom/color").stringValue()).isEqualTo("red");
        assertThat(row.at("/members/0/user_id").stringValue()).isEqualTo("jack");
        assertThat(row.at("/members/1/user/name").stringValue()).isEqualTo("The john");
        assertThat(row.get("own_capabilities")).isNotEmpty();
        assertThat(answer.body.has("next")).isFalse();
        assertThat(answer.body.get("duration").isString()).isTrue();
    }

    @Test
    void theClientPathsAnswerTimesAsText() throws Exception {
        Answer answer = ask("/video/calls", "{\"filter_conditions\":{\"cid\":\"default:plain-1\"}}");
        assertThat(answer.body.at("/calls/0/call/created_at").stringValue()).startsWith("2026-03-01T12:00:01");
    }

    @Test
    void withoutAnyFieldTheNewestCallsComeFirst() throws Exception {
        assertThat(ask(CALLS, "").cids()).startsWith("closed:secret", "livestream:live", "default:plain-4");
        assertThat(ask(CALLS, "{\"filter_conditions\":null,\"sort\":null,\"limit\":null,\"next\":null}").cids())
                .isEqualTo(ask(CALLS, "{}").cids());
    }

    @Test
    void pagesFollowEachOtherWithAndWithoutTheSortRepeated() throws Exception {
        String filter = "\"filter_conditions\":{\"type\":{\"$eq\":\"default\"}}";
        String sort = "\"sort\":[{\"field\":\"created_at\",\"direction\":1}]";
        Answer first = ask(CALLS, "{" + filter + "," + sort + ",\"limit\":2}");
        assertThat(first.cids()).containsExactly("default:plain-0", "default:plain-1");
        String next = "\"next\":\"" + first.body.get("next").stringValue() + "\"";
        Answer second = ask(CALLS, "{" + filter + "," + sort + ",\"limit\":2," + next + "}");
        assertThat(second.cids()).containsExactly("default:plain-2", "default:plain-3");
        assertThat(ask(CALLS, "{" + filter + ",\"limit\":2," + next + "}").cids()).isEqualTo(second.cids());
        Answer last = ask(CALLS, "{" + filter + ",\"limit\":2,\"next\":\"" + second.body.get("next").stringValue() + "\"}");
        assertThat(last.cids()).containsExactly("default:plain-4");
        assertThat(last.body.has("next")).isFalse();
    }

    @Test
    void membersAreAnsweredNewestFirstFilteredAndSorted() throws Exception {
        String call = "\"type\":\"livestream\",\"id\":\"live\"";
        assertThat(ask(MEMBERS, "{" + call + "}").members()).containsExactly("ann", "bob", "carl");
        assertThat(ask(MEMBERS, "{" + call + ",\"filter_conditions\":{\"role\":{\"$eq\":\"host\"}}}").members())
                .containsExactly("ann");
        assertThat(ask(MEMBERS, "{" + call + ",\"filter_conditions\":{\"custom.seat\":1}}").members()).containsExactly("ann");
        Answer page = ask(MEMBERS, "{" + call + ",\"sort\":[{\"field\":\"user_id\",\"direction\":-1}],\"limit\":2}");
        assertThat(page.members()).containsExactly("carl", "bob");
        assertThat(ask(MEMBERS, "{" + call + ",\"next\":\"" + page.body.get("next").stringValue() + "\"}").members())
                .containsExactly("ann");
    }

    @Test
    void aUserSeesWhatHeCreatedIsMemberOfOrMayRead() throws Exception {
        assertThat(askAs("bob", CALLS, "{}").cids()).contains("closed:secret", "livestream:live", "default:plain-0");
        assertThat(askAs("john", CALLS, "{}").cids()).contains("livestream:live").doesNotContain("closed:secret");
        assertThat(askAs("ann", CALLS, "{\"filter_conditions\":{\"type\":\"closed\"}}").cids())
                .containsExactly("closed:secret");
    }

    @Test
    void aChangedCallTypeChangesAtOnceWhatAUserSeesAndMayDo() throws Exception {
        log.append(new CallHistory(new Cid("clinic", "room")).append(created("ann"), at(-100)));
        String mine = "{\"filter_conditions\":{\"cid\":\"clinic:room\"}}";
        String members = "{\"type\":\"clinic\",\"id\":\"room\"}";
        assertThat(askAs("john", CALLS, mine).cids()).isEmpty();
        for (int round = 0; round < 20; round++) {
            putType("clinic", "read-call", "end-call");
            Answer open = askAs("john", CALLS, mine);
            assertThat(open.cids()).containsExactly("clinic:room");
            assertThat(open.body.at("/calls/0/own_capabilities").toString()).isEqualTo("[\"end-call\",\"read-call\"]");
            assertThat(askAs("john", MEMBERS, members).status).isEqualTo(201);
            if (round % 2 == 0) {
                putType("clinic", "join-call");
            } else {
                log.put(Topics.CALL_TYPES, "clinic", CallTypeCodec.encodeDeleted("clinic", at(0)));
            }
            assertThat(askAs("john", CALLS, mine).cids()).isEmpty();
            assertThat(askAs("john", MEMBERS, members).status).isEqualTo(403);
        }
        assertThat(askAs("ann", CALLS, mine).body.at("/calls/0/own_capabilities")).isEmpty();
        assertThat(ask(CALLS, mine).cids()).containsExactly("clinic:room");
    }

    @Test
    void aDeactivatedUserAsksForNothing() throws Exception {
        log.putUser("gone", "user");
        assertThat(askAs("gone", CALLS, "{}").status).isEqualTo(201);
        log.put(User.blank("gone", at(0)).with(UserStatus.GOOD.withDeactivatedAt(Optional.of(at(1)))));
        Answer refused = askAs("gone", CALLS, "{}");
        assertThat(refused.status).isEqualTo(403);
        assertThat(refused.body.get("code").intValue()).isEqualTo(17);
    }

    @Test
    void withTenantsAUserSeesCallsOfHisTeams() throws Exception {
        log.append(new CallHistory(new Cid("audio_room", "red-room")).append(new CallCreated("ann", Optional.of("red"),
                Optional.empty(), Facts.json("{}"), Facts.json("{}"), List.of(), false, Optional.empty(),
                Optional.empty()), at(-200)));
        log.putUser("rita", "user", "red");
        log.putUser("bert", "user", "blue");
        String red = "{\"filter_conditions\":{\"team\":\"red\"}}";
        assertThat(askAs("bert", CALLS, red).cids()).containsExactly("audio_room:red-room");
        log.put(Topics.APP_SETTINGS, AppSettings.NAME, AppSettingsCodec.encode(new AppSettings(
                Facts.json("{\"multi_tenant_enabled\":true}"), List.of(), List.of(), at(0), at(0))));
        try {
            assertThat(askAs("bert", CALLS, red).cids()).isEmpty();
            assertThat(askAs("rita", CALLS, "{}").cids()).containsExactly("audio_room:red-room");
        } finally {
            log.put(Topics.APP_SETTINGS, AppSettings.NAME, AppSettingsCodec.encode(AppSettings.defaults()));
        }
    }

    private static void putType(String name, String... grants) {
        log.put(Topics.CALL_TYPES, name, CallTypeCodec.encode(new CallType(name, Facts.json("{}"),
                Map.of("user", List.of(grants)), at(0), at(0))));
    }

    @Test
    void membersOfAnInvisibleCallAreRefusedAndOfAnUnknownCallNotFound() throws Exception {
        Answer hidden = askAs("john", MEMBERS, "{\"type\":\"closed\",\"id\":\"secret\"}");
        assertThat(hidden.status).isEqualTo(403);
        assertThat(hidden.body.get("code").intValue()).isEqualTo(17);
        assertThat(hidden.body.get("message").stringValue()).contains(
                "User 'john' with role 'user' is not allowed to perform action ReadCall in scope 'video:closed'");
        Answer unknown = ask(MEMBERS, "{\"type\":\"default\",\"id\":\"nobody-made-it\"}");
        assertThat(unknown.status).isEqualTo(404);
        assertThat(unknown.body.get("code").intValue()).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "calls   | {\"limit\":101}                                     | limit                        | limit must be 100 or less",
        "calls   | {\"limit\":-1}                                      | limit                        | limit must be 0 or greater",
        "calls   | {\"sort\":[{\"field\":\"size\"}]}                   | sort                         | cannot sort by 'size'",
        "calls   | {\"sort\":[{},{},{}]}                               | sort                         | sort must contain at maximum 2 items",
        "calls   | {\"sort\":[{\"field\":\"id\",\"direction\":7}]}     | sort[0].direction            | must be between -1 and 1",
        "calls   | {\"next\":\"abc\"}                                  | next                         | not a cursor",
        "calls   | {\"prev\":\"abc\"}                                  | prev                         | not supported",
        "calls   | {\"filter_conditions\":[]}                          | filter_conditions            | must be an object",
        "calls   | {\"filter_conditions\":{\"size\":1}}                | filter_conditions.size       | unknown field 'size'",
        "calls   | {\"filter_conditions\":{\"ongoing\":{\"$gt\":true}}} | filter_conditions.ongoing.$gt | 'ongoing' supports $eq",
        "calls   | {\"filter_conditions\":{\"starts_at\":\"soon\"}}    | filter_conditions.starts_at  | RFC 3339",
        "members | {\"id\":\"x\"}                                      | type                         | is required",
        "members | {\"type\":\"default\"}                              | id                           | is required",
        "members | {\"type\":\"default\",\"id\":\"plain-0\",\"sort\":[{\"field\":\"user_id\"},{\"field\":\"created_at\"}]} | sort | sort must contain at maximum 1 item",
        "members | {\"type\":\"default\",\"id\":\"plain-0\",\"filter_conditions\":{\"members\":1}} | filter_conditions.members | unknown field 'members'",
    })
    void aBadRequestNamesTheField(String endpoint, String body, String field, String reason) throws Exception {
        Answer answer = ask(endpoint.equals("calls") ? CALLS : MEMBERS, body);
        assertThat(answer.status).isEqualTo(400);
        assertThat(answer.body.get("code").intValue()).isEqualTo(4);
        assertThat(answer.body.get("exception_fields").propertyNames()).contains(field);
        assertThat(answer.body.get("message").stringValue()).contains(reason);
    }

    @Test
    void idsLongerThanTheContractAllowsAreRefused() throws Exception {
        Answer answer = ask(MEMBERS, "{\"type\":\"default\",\"id\":\"" + "x".repeat(65) + "\"}");
        assertThat(answer.status).isEqualTo(400);
        assertThat(answer.body.get("exception_fields").propertyNames()).contains("id");
    }

    @Test
    void aReadThatWouldBeStaleSaysWhenToComeBackUnlessStaleIsFine() throws Exception {
        CallHistory call = new CallHistory(new Cid("doubtful", "in-doubt")).append(created("john"), at(-1));
        String body = "{\"filter_conditions\":{\"cid\":\"doubtful:in-doubt\"}}";
        log.begin(call);
        Answer behind = ask(CALLS, body);
        assertThat(behind.status).isEqualTo(503);
        assertThat(behind.http.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(behind.body.get("message").stringValue()).contains("call-events-");
        Answer eventual = ask(CALLS, Tokens.signServer(SECRET, Instant.now()), body, "X-Consistency", "eventual");
        assertThat(eventual.cids()).isEmpty();
        log.commit();
        assertThat(ask(CALLS, body).cids()).containsExactly("doubtful:in-doubt");
    }

    @Test
    void anUnknownConsistencyIsRefused() throws Exception {
        assertThat(ask(CALLS, Tokens.signServer(SECRET, Instant.now()), "{}", "X-Consistency", "perhaps").status)
                .isEqualTo(400);
    }

    @Test
    void readinessTellsThatTheProjectorServes() throws Exception {
        HttpResponse<String> response = HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                + context.getWebServer().getPort() + "/actuator/health/readiness")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("UP");
    }
}
