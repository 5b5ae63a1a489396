package io.switchboard.query;

import static io.switchboard.query.QueryApiServer.CALLS;
import static io.switchboard.query.QueryApiServer.MEMBERS;
import static io.switchboard.query.QueryApiServer.at;
import static io.switchboard.query.QueryApiServer.created;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.testing.Facts;
import io.switchboard.query.QueryApiServer.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Queries about calls and members, over real HTTP and a real Kafka. */
class QueryApiTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static QueryApiServer server;

    @BeforeAll
    static void start() throws Exception {
        server = QueryApiServer.start(folder);
        QueryLog log = server.log();
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
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer ask(String path, String body, String... headers) throws Exception {
        return server.ask(path, body, headers);
    }

    private static Answer askAs(String user, String path, String body) throws Exception {
        return server.askAs(user, path, body);
    }

    @Test
    void aCallIsShownWithItsFirstMembersUsersAndCapabilities() throws Exception {
        Answer answer = ask(CALLS, "{\"filter_conditions\":{\"cid\":\"default:plain-1\"}}");
        assertThat(answer.status()).isEqualTo(201);
        JsonNode row = answer.body().get("calls").get(0);
        assertThat(row.at("/call/id").stringValue()).isEqualTo("plain-1");
        assertThat(row.at("/call/created_at").isIntegralNumber()).isTrue();
        assertThat(row.at("/call/created_by/name").stringValue()).isEqualTo("The john");
        assertThat(row.at("/call/custom/color").stringValue()).isEqualTo("red");
        assertThat(row.at("/members/0/user_id").stringValue()).isEqualTo("jack");
        assertThat(row.at("/members/1/user/name").stringValue()).isEqualTo("The john");
        assertThat(row.get("own_capabilities")).isNotEmpty();
        assertThat(answer.body().has("next")).isFalse();
        assertThat(answer.body().get("duration").isString()).isTrue();
    }

    @Test
    void theClientPathsAnswerTimesAsText() throws Exception {
        Answer answer = ask("/video/calls", "{\"filter_conditions\":{\"cid\":\"default:plain-1\"}}");
        assertThat(answer.body().at("/calls/0/call/created_at").stringValue()).startsWith("2026-03-01T12:00:01");
    }

    @Test
    void callsThatAreNamedAreFoundAndNamesOfNoCallFindNone() throws Exception {
        String both = "{\"cid\":{\"$in\":[\"closed:secret\",\"default:plain-1\",\"default:none\",\"no call\"]}}";
        assertThat(ask(CALLS, "{\"filter_conditions\":" + both + "}").cids())
                .containsExactly("closed:secret", "default:plain-1");
        assertThat(ask(CALLS, "{\"filter_conditions\":{\"type\":\"closed\",\"id\":\"secret\"}}").cids())
                .containsExactly("closed:secret");
        for (String none : List.of("{\"cid\":\"no call\"}", "{\"cid\":{\"$in\":[]}}", "{\"type\":\"a:b\",\"id\":\"c\"}")) {
            Answer answer = ask(CALLS, "{\"filter_conditions\":" + none + "}");
            assertThat(answer.status()).as(none).isEqualTo(201);
            assertThat(answer.cids()).as(none).isEmpty();
        }
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
        String next = "\"next\":\"" + first.body().get("next").stringValue() + "\"";
        Answer second = ask(CALLS, "{" + filter + "," + sort + ",\"limit\":2," + next + "}");
        assertThat(second.cids()).containsExactly("default:plain-2", "default:plain-3");
        assertThat(ask(CALLS, "{" + filter + ",\"limit\":2," + next + "}").cids()).isEqualTo(second.cids());
        Answer last = ask(CALLS, "{" + filter + ",\"limit\":2,\"next\":\"" + second.body().get("next").stringValue() + "\"}");
        assertThat(last.cids()).containsExactly("default:plain-4");
        assertThat(last.body().has("next")).isFalse();
    }

    @Test
    void pagesLeadBackInTheOrderAskedFor() throws Exception {
        String query = "\"filter_conditions\":{\"type\":\"default\"},\"sort\":[{\"field\":\"created_at\",\"direction\":1}],\"limit\":2";
        Answer first = ask(CALLS, "{" + query + "}");
        assertThat(first.body().has("prev")).isFalse();
        Answer second = ask(CALLS, "{" + query + ",\"next\":\"" + first.body().get("next").stringValue() + "\"}");
        Answer last = ask(CALLS, "{\"limit\":2,\"next\":\"" + second.body().get("next").stringValue() + "\"}");

        String back = last.body().get("prev").stringValue();
        assertThat(ask(CALLS, "{" + query + ",\"prev\":\"" + back + "\"}").cids()).isEqualTo(second.cids());
        Answer alone = ask(CALLS, "{\"limit\":2,\"prev\":\"" + back + "\"}");
        assertThat(alone.cids()).as("without filter and sort").isEqualTo(second.cids());
        Answer begin = ask(CALLS, "{\"limit\":2,\"prev\":\"" + alone.body().get("prev").stringValue() + "\"}");
        assertThat(begin.cids()).isEqualTo(first.cids());
        assertThat(begin.body().has("prev")).isFalse();
        assertThat(ask(CALLS, "{\"limit\":2,\"next\":\"" + begin.body().get("next").stringValue() + "\"}").cids())
                .isEqualTo(second.cids());
    }

    @Test
    void aCursorIsSentBackInTheFieldItCameIn() throws Exception {
        String next = ask(CALLS, "{\"limit\":2}").body().get("next").stringValue();
        Answer turned = ask(CALLS, "{\"limit\":2,\"prev\":\"" + next + "\"}");
        assertThat(turned.status()).isEqualTo(400);
        assertThat(turned.body().get("message").stringValue()).contains("prev leads the other way");
        Answer foreign = ask(CALLS, "{\"filter_conditions\":{\"type\":\"default\"},\"prev\":\"" + next + "\"}");
        assertThat(foreign.body().get("exception_fields").propertyNames()).contains("prev");
        assertThat(foreign.body().get("message").stringValue()).contains("prev belongs to a query with another filter");
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
        assertThat(ask(MEMBERS, "{" + call + ",\"next\":\"" + page.body().get("next").stringValue() + "\"}").members())
                .containsExactly("ann");
        Answer last = ask(MEMBERS, "{" + call + ",\"next\":\"" + page.body().get("next").stringValue() + "\"}");
        assertThat(ask(MEMBERS, "{" + call + ",\"limit\":2,\"prev\":\"" + last.body().get("prev").stringValue() + "\"}")
                .members()).containsExactly("carl", "bob");
    }

    @Test
    void aUserSeesWhatHeCreatedIsMemberOfOrMayRead() throws Exception {
        assertThat(askAs("bob", CALLS, "{}").cids()).contains("closed:secret", "livestream:live", "default:plain-0");
        assertThat(askAs("john", CALLS, "{}").cids()).contains("livestream:live").doesNotContain("closed:secret");
        assertThat(askAs("ann", CALLS, "{\"filter_conditions\":{\"type\":\"closed\"}}").cids())
                .containsExactly("closed:secret");
    }

    @Test
    void membersOfAnInvisibleCallAreRefusedAndOfAnUnknownCallNotFound() throws Exception {
        Answer hidden = askAs("john", MEMBERS, "{\"type\":\"closed\",\"id\":\"secret\"}");
        assertThat(hidden.status()).isEqualTo(403);
        assertThat(hidden.body().get("code").intValue()).isEqualTo(17);
        assertThat(hidden.body().get("message").stringValue()).contains(
                "User 'john' with role 'user' is not allowed to perform action ReadCall in scope 'video:closed'");
        Answer unknown = ask(MEMBERS, "{\"type\":\"default\",\"id\":\"nobody-made-it\"}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body().get("code").intValue()).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "calls   | {\"limit\":101}                                     | limit                        | limit must be 100 or less",
        "calls   | {\"limit\":-1}                                      | limit                        | limit must be 0 or greater",
        "calls   | {\"sort\":[{\"field\":\"size\"}]}                   | sort[0].field                | cannot sort by 'size'",
        "calls   | {\"sort\":[{},{},{}]}                               | sort                         | sort must contain at maximum 2 items",
        "calls   | {\"sort\":[{\"field\":\"id\",\"direction\":7}]}     | sort[0].direction            | must be between -1 and 1",
        "calls   | {\"sort\":[{\"field\":\"id\"},{\"field\":\"team\"}]} | sort[1].field             | cannot sort by 'team'",
        "calls   | {\"sort\":[{\"field\":\"id\",\"type\":1}]}        | sort[0].type                 | must be a string",
        "calls   | {\"watch\":\"yes\"}                                 | watch                        | must be a boolean",
        "calls   | {\"limit\":1,\"limit\":2}                           | limit                        | limit is given twice",
        "calls   | {\"next\":\"abc\"}                                  | next                         | not a cursor",
        "calls   | {\"prev\":\"abc\"}                                  | prev                         | not a cursor",
        "calls   | {\"prev\":\"abc\",\"next\":\"abc\"}                   | prev                         | cannot be given together",
        "members | {\"type\":\"default\",\"id\":\"plain-0\",\"prev\":\"abc\"} | prev                    | not a cursor",
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
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("code").intValue()).isEqualTo(4);
        assertThat(answer.body().get("exception_fields").propertyNames()).contains(field);
        assertThat(answer.body().get("message").stringValue()).contains(reason);
    }

    @Test
    void idsLongerThanTheContractAllowsAreRefused() throws Exception {
        Answer answer = ask(MEMBERS, "{\"type\":\"default\",\"id\":\"" + "x".repeat(65) + "\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("exception_fields").propertyNames()).contains("id");
    }

    @Test
    void aReadThatWouldBeStaleSaysWhenToComeBackUnlessStaleIsFine() throws Exception {
        CallHistory call = new CallHistory(new Cid("doubtful", "in-doubt")).append(created("john"), at(-1));
        String body = "{\"filter_conditions\":{\"cid\":\"doubtful:in-doubt\"}}";
        server.log().begin(call);
        Answer behind = ask(CALLS, body);
        assertThat(behind.status()).isEqualTo(503);
        assertThat(behind.http().headers().firstValue("Retry-After")).hasValue("1");
        assertThat(behind.body().get("message").stringValue()).contains("call-events-");
        Answer eventual = ask(CALLS, body, "X-Consistency", "eventual");
        assertThat(eventual.cids()).isEmpty();
        server.log().commit();
        assertThat(ask(CALLS, body).cids()).containsExactly("doubtful:in-doubt");
    }

    @Test
    void anUnknownConsistencyIsRefused() throws Exception {
        assertThat(ask(CALLS, "{}", "X-Consistency", "perhaps").status())
                .isEqualTo(400);
    }

    @Test
    void readinessTellsThatTheProjectorServes() throws Exception {
        HttpResponse<String> response = HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                + server.port() + "/actuator/health/readiness")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("UP");
    }
}
