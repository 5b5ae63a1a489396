package io.switchboard.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.exceptions.StreamException;
import io.getstream.models.MemberRequest;
import io.getstream.models.QueryCallMembersRequest;
import io.getstream.services.Call;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The tables of fields and operators in the user's own document, line by line. */
@ExtendWith(SwitchboardServer.class)
class JavaSdkSeedFiltersTest {

    private final Stage stage;
    private final Call call;

    JavaSdkSeedFiltersTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
        call = stage.call("default", "wanted");
    }

    @BeforeEach
    void thereAreCalls() throws StreamException {
        stage.users("jack", "john");
        stage.create(call, stage.byHost().team("m").startsAt(Date.from(Instant.parse("2031-05-06T12:00:00Z")))
                .custom(Map.of("key", 2, "some_other_key", 10))
                .members(List.of(MemberRequest.builder().userID(stage.id("jack")).role("admin")
                        .custom(Map.of("color", "red")).build(), stage.member("john", "speaker"))));
        stage.create(stage.call("default", "other"), stage.byHost().custom(Map.of("key", 3, "some_other_key", 10)));
        call.end();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "cid", "team", "type", "created_by_user_id", "created_at", "updated_at", "ended_at",
        "starts_at"})
    void callsAreFoundByEveryFieldWithEveryOperatorOfTheTable(String field) throws Exception {
        JsonNode wanted = stage.get("/api/v2" + stage.path("default", "wanted")).body().path("call");
        String value = switch (field) {
            case "created_by_user_id" -> wanted.at("/created_by/id").stringValue();
            case "created_at", "updated_at", "ended_at", "starts_at" -> time(wanted.path(field));
            default -> wanted.path(field).stringValue();
        };

        assertOperators(field, value, condition -> stage.find(Map.of("$and",
                List.of(Map.of("cid", stage.cid("default", "wanted")), condition))).equals(stage.ids("wanted")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_id", "role", "custom.color", "created_at", "updated_at"})
    void membersAreFoundByEveryFieldWithEveryOperatorOfTheTable(String field) throws Exception {
        JsonNode jack = stage.get("/api/v2" + stage.path("default", "wanted")).body().path("members").get(0);
        assertThat(jack.path("user_id").stringValue()).isEqualTo(stage.id("jack"));
        String value = switch (field) {
            case "custom.color" -> "red";
            case "created_at", "updated_at" -> time(jack.path(field));
            default -> jack.path(field).stringValue();
        };

        assertOperators(field, value, condition -> members(Map.of("$and",
                List.of(Map.of("user_id", stage.id("jack")), condition))).equals(stage.ids("jack")));
    }

    @Test
    void callsAreFoundByMembersAndByFlagsThatTheTableHas() throws Exception {
        assertThat(stage.find(Map.of("members", Map.of("$in", stage.ids("jack", "nobody"))))).isEqualTo(stage.ids("wanted"));
        assertThat(stage.findMine(Map.of("backstage", Map.of("$eq", false)))).hasSize(2);
        assertThat(stage.findMine(Map.of("backstage", false))).hasSize(2);
        assertThat(stage.findMine(Map.of("ongoing", Map.of("$eq", true)))).isEmpty();

        assertThat(stage.app("john").join(stage.path("default", "other")).status()).isEqualTo(201);

        assertThat(stage.findMine(Map.of("ongoing", Map.of("$eq", true)))).isEqualTo(stage.ids("other"));
        assertThat(stage.findMine(Map.of("ongoing", true))).isEqualTo(stage.ids("other"));
        assertThat(stage.findMine(Map.of("ongoing", false))).isEqualTo(stage.ids("wanted"));
    }

    @Test
    void expressionsAreCombinedAsTheDocumentCombinesThem() throws Exception {
        Map<String, Object> in = Map.of("custom.key", Map.of("$in", List.of(1, 2, 4)));
        Map<String, Object> ten = Map.of("custom.some_other_key", 10);

        assertThat(stage.findMine(Map.of("$and", List.of(in, ten)))).isEqualTo(stage.ids("wanted"));
        assertThat(stage.findMine(Map.of("$or", List.of(in, ten)))).containsExactlyInAnyOrderElementsOf(
                stage.ids("wanted", "other"));
        assertThat(members(Map.of("$or", List.of(Map.of("role", "speaker"), Map.of("custom.color", "red")))))
                .containsExactlyInAnyOrderElementsOf(stage.ids("jack", "john"));
        assertThat(members(Map.of("$and", List.of(Map.of("role", "speaker"), Map.of("custom.color", "red"))))).isEmpty();
    }

    /** Whether the one row that is looked for meets a condition. */
    private interface Finder {
        boolean finds(Map<String, Object> condition) throws StreamException;
    }

    private static void assertOperators(String field, String value, Finder finder) throws StreamException {
        boolean time = field.endsWith("_at");
        String before = time ? Instant.parse(value).minusNanos(1).toString() : "!";
        String after = time ? Instant.parse(value).plusNanos(1).toString() : value + "!";
        for (Object holds : List.of(value, Map.of("$eq", value), Map.of("$in", List.of(before, value)),
                Map.of("$gt", before), Map.of("$gte", value), Map.of("$lt", after), Map.of("$lte", value),
                Map.of("$exists", true))) {
            assertThat(finder.finds(Map.of(field, holds))).as("%s %s", field, holds).isTrue();
        }
        for (Object fails : List.of(after, Map.of("$eq", before), Map.of("$in", List.of(before, after)),
                Map.of("$gt", value), Map.of("$gte", after), Map.of("$lt", value), Map.of("$lte", before),
                Map.of("$exists", false))) {
            assertThat(finder.finds(Map.of(field, fails))).as("%s %s", field, fails).isFalse();
        }
    }

    private List<String> members(Map<String, Object> filter) throws StreamException {
        return Stage.userIds(stage.sdk().video().queryCallMembers(QueryCallMembersRequest.builder().type("default")
                .id(stage.id("wanted")).filterConditions(filter).build()).execute().getData().getMembers());
    }

    /** As the log has it; the SDK's own times end at the millisecond. */
    private static String time(JsonNode nanos) {
        return Instant.ofEpochSecond(0, nanos.longValue()).toString();
    }
}
