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
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What an answer tells about itself when it is asked to. */
class ExplainApiTest {

    private static final String SESSION_STATS = "/api/v2/video/call_stats";
    private static final String FEEDBACK = "/api/v2/video/call/feedback";
    private static final String USERS = "/api/v2/users";
    private static final String BANS = "/api/v2/chat/query_banned_users";
    private static final String TEAM = "{\"type\":\"default\",\"id\":\"team\"";
    private static final int CALL_COUNT = 12;

    @TempDir
    static Path folder;

    private static QueryApiServer server;

    @BeforeAll
    static void start() throws Exception {
        server = QueryApiServer.start(folder);
        for (int i = 1; i < CALL_COUNT; i++) {
            server.log().append(new CallHistory(new Cid("default", "c" + i)).append(created("john"), at(i)));
        }
        server.log().append(new CallHistory(new Cid("default", "team")).append(created("john", Facts.member("john"),
                Facts.member("jack"), Facts.member("jane"), Facts.member("ann")), at(100)));
        server.log().putUser("john", "admin");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode explain(String path, String body, String... headers) throws Exception {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "X-Explain";
        all[1] = "true";
        Answer answer = server.ask(path, body, all);
        assertThat(answer.status()).as(answer.http().body()).isEqualTo(201);
        assertThat(answer.body().has("duration")).isTrue();
        return answer.body().get("explain");
    }

    @Test
    void aQueryForCallsTellsOfEveryShard() throws Exception {
        JsonNode explain = explain(CALLS, "{\"limit\":3}");

        assertThat(explain.get("consistency").stringValue()).isEqualTo("strong");
        assertThat(explain.get("shards")).hasSize(2);
        int recent = 0;
        for (JsonNode shard : explain.get("shards")) {
            assertThat(shard.get("instance").stringValue()).isEqualTo("local");
            assertThat(shard.get("log_end").longValue()).isPositive();
            assertThat(shard.get("access").stringValue()).isEqualTo("index");
            assertThat(shard.get("looked_at").intValue()).isEqualTo(shard.get("overlay").intValue());
            recent += shard.get("overlay").intValue();
        }
        assertThat(explain.get("indexes")).hasSize(1);
        JsonNode index = explain.at("/indexes/0");
        assertThat(index.get("instance").stringValue()).isEqualTo("local");
        assertThat(index.get("skipping").stringValue()).isEqualTo("index sort");
        assertThat(index.at("/searches/0/query").stringValue()).isEqualTo("*:*");
        assertThat(index.get("search_ms").doubleValue()).isPositive();
        assertThat(index.get("documents").intValue() + recent).as("a call may be known and changed since").isGreaterThanOrEqualTo(CALL_COUNT);
        assertThat(explain.get("times_ms").propertyNames()).containsExactlyInAnyOrder("log_end", "tables", "shards",
                "users", "total");
        double steps = explain.at("/times_ms/log_end").doubleValue() + explain.at("/times_ms/tables").doubleValue()
                + explain.at("/times_ms/shards").doubleValue() + explain.at("/times_ms/users").doubleValue();
        assertThat(explain.at("/times_ms/total").doubleValue()).isGreaterThanOrEqualTo(steps - 0.01);
    }

    @ParameterizedTest
    @CsvSource({"created_at, -1, index sort", "created_at, 1, nothing", "starts_at, -1, nothing", "type, 1, nothing"})
    void theSortDecidesWhatASearchMaySkip(String field, int direction, String skipping) throws Exception {
        JsonNode explain = explain(CALLS, "{\"sort\":[{\"field\":\"" + field + "\",\"direction\":" + direction + "}]}");

        assertThat(explain.at("/indexes/0/skipping").stringValue()).isEqualTo(skipping);
        assertThat(explain.at("/indexes/0/sort").stringValue()).contains("\"" + field + "\"").contains("\"cid\"");
    }

    @Test
    void theFilterIsShownAsTheIndexHasIt() throws Exception {
        JsonNode explain = explain(CALLS, "{\"filter_conditions\":{\"created_by_user_id\":\"john\",\"type\":\"default\"}}");

        assertThat(explain.at("/indexes/0/searches/0/query").stringValue())
                .contains("created_by_user_id:john").contains("type:default");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{}                                                          | members in the order they came     | 4",
        "{\"limit\":1}                                               | members in the order they came     | 2",
        "{\"sort\":[{\"field\":\"user_id\"}],\"limit\":2}            | members in the order of their ids  | 3",
        "{\"sort\":[{\"field\":\"created_at\"}],\"limit\":2}         | all members                        | 4",
        "{\"filter_conditions\":{\"role\":\"nobody\"},\"limit\":1}   | members in the order they came     | 4",
        "{\"filter_conditions\":{\"user_id\":\"john\"},\"limit\":1}  | members named by the filter        | 1",
        "{\"filter_conditions\":{\"user_id\":{\"$gt\":\"zz\"}}}      | members in a range of ids          | 0"})
    void membersAreReadInTheOrderTheyLieInWhereThatIsTheOneAskedFor(String body, String access, int lookedAt) throws Exception {
        JsonNode explain = explain(MEMBERS, TEAM + (body.equals("{}") ? "}" : "," + body.substring(1)));

        assertThat(explain.get("shards")).hasSize(1);
        assertThat(explain.at("/shards/0/access").stringValue()).isEqualTo(access);
        assertThat(explain.at("/shards/0/looked_at").intValue()).isEqualTo(lookedAt);
        assertThat(explain.get("indexes")).isEmpty();
    }

    @Test
    void listsTellWhetherTheFilterNamedTheCalls() throws Exception {
        JsonNode all = explain(SESSION_STATS, "{}");
        JsonNode named = explain(FEEDBACK, "{\"filter_conditions\":{\"call_cid\":\"default:c1\"}}");

        assertThat(all.get("shards")).hasSize(2);
        for (JsonNode shard : all.get("shards")) {
            assertThat(shard.get("access").stringValue()).isEqualTo("index");
            assertThat(shard.get("looked_at").intValue()).isEqualTo(shard.get("overlay").intValue());
        }
        assertThat(all.get("indexes")).hasSize(1);
        assertThat(all.at("/indexes/0/sort").stringValue()).contains("\"session_started_at\"");
        assertThat(named.get("shards")).hasSize(1);
        assertThat(named.at("/shards/0/access").stringValue()).isEqualTo("calls named by the filter");
        assertThat(named.at("/shards/0/looked_at").intValue()).isEqualTo(1);
        assertThat(named.get("indexes")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {USERS, BANS})
    void queriesAboutUsersTellTheirTimesAndAskNoShard(String path) throws Exception {
        JsonNode explain = server.get(path, "{}", "X-Explain", "true").body().get("explain");

        assertThat(explain.get("shards")).isEmpty();
        assertThat(explain.get("indexes")).isEmpty();
        assertThat(explain.get("times_ms").propertyNames()).containsExactlyInAnyOrder("log_end", "tables", "users", "total");
        assertThat(server.get(path, "{}").body().has("explain")).isFalse();
        Answer malformed = server.get(path, "{}", "X-Explain", "yes");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.body().get("exception_fields").propertyNames()).contains("X-Explain");
        assertThat(server.getAs("john", path, "{}", "X-Explain", "true").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"red\"               | custom:\\0\\5colorsred",
        "4                       | custom:[0 5 63 6f 6c 6f 72 6e c0 10 0 0 0 0 0 0]",
        "{\"$exists\":true}    | custom:\\0\\5colore",
        "{\"$q\":\"Red\"}    | (ConstantScore(custom:\\0\\5colorwred))^0.0"})
    void customDataIsSpelledAsTheIndexHasIt(String condition, String query) throws Exception {
        JsonNode explain = explain(CALLS, "{\"filter_conditions\":{\"custom.color\":" + condition + "}}");

        assertThat(explain.at("/indexes/0/searches/0/query").stringValue())
                .isEqualTo(query.replace("\\0", "\0").replace("\\5", "\5"));
    }

    @Test
    void whatIsNotWaitedForIsNotTold() throws Exception {
        JsonNode explain = explain(CALLS, "{}", "X-Consistency", "eventual");

        assertThat(explain.get("consistency").stringValue()).isEqualTo("eventual");
        assertThat(explain.at("/shards/0").has("log_end")).isFalse();
    }

    @Test
    void nothingIsExplainedUnasked() throws Exception {
        assertThat(server.ask(CALLS, "{}").body().has("explain")).isFalse();
        assertThat(server.ask(CALLS, "{}", "X-Explain", "false").body().has("explain")).isFalse();
        assertThat(server.ask(MEMBERS, TEAM + "}").body().has("explain")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {CALLS, MEMBERS, SESSION_STATS, FEEDBACK})
    void aMalformedHeaderIsRefusedByName(String path) throws Exception {
        Answer answer = server.ask(path, TEAM + "}", "X-Explain", "yes");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("exception_fields").propertyNames()).contains("X-Explain");
        assertThat(answer.body().get("message").stringValue()).contains("X-Explain must be true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {CALLS, MEMBERS, SESSION_STATS, FEEDBACK})
    void usersAreToldNothingWhateverTheirRole(String path) throws Exception {
        Answer answer = server.askAs("john", path, TEAM + "}", "X-Explain", "true");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().get("code").intValue()).isEqualTo(17);
        assertThat(answer.body().get("message").stringValue()).contains("it needs a server token");
    }
}
