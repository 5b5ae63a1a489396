package io.switchboard.projector.filter;

import static io.switchboard.projector.filter.Filters.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.call.Member;
import io.switchboard.events.testing.RandomSeed;
import io.switchboard.events.user.User;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Nonsense by dice, half of it nearly sensible: either a filter that can be evaluated, or a problem with a place. */
class RandomFilterTest {

    private static final int FILTERS = 20_000;
    private static final List<String> NAMES = List.of("id", "cid", "type", "team", "created_at", "starts_at", "backstage",
            "ongoing", "members", "user_id", "role", "call_cid", "custom.a", "custom.a.b", "custom.", "custom", "$and", "$or",
            "$eq", "$in", "$gt", "$gte", "$lt", "$lte", "$exists", "$ne", "$nin", "$contains", "$q",
            "$autocomplete", "parent_call_cid", "teams", "name", "banned", "custom..", "custom.a.", "", "__proto__", "\ud800", "\u0000");
    private static final List<String> TEXTS = List.of("", "a", "2021-01-15T09:30:20Z", "\ud800", "null", "$eq", "🙂", "x", "X ", "İ ß ﬁ");
    private static final ObjectNode CUSTOM = object("{'a':{'b':[1,'x',null,{'c':true}]}}");
    private static final CallSubject CALL = new CallSubject(new CallCore(new Cid("default", "a"), 1, "", "john",
            Instant.EPOCH, Instant.EPOCH, Optional.empty(), Optional.empty(), CUSTOM, Optional.empty(), false,
            Optional.empty(), 1), "a"::equals);
    private static final MemberSubject MEMBER = new MemberSubject(new Cid("default", "a"),
            new Member("a", Optional.empty(), CUSTOM, Instant.EPOCH, Instant.EPOCH));

    private static final Map<FieldTable, Subject> SUBJECTS = new LinkedHashMap<>();

    static {
        SUBJECTS.put(FieldTable.CALLS, CALL);
        SUBJECTS.put(FieldTable.MEMBERS, MEMBER);
        SUBJECTS.put(FieldTable.USERS, new UserSubject(User.blank("a", Instant.EPOCH)));
    }

    private final RandomGenerator random = RandomSeed.generator("RandomFilterTest");

    @Test
    void everyFilterIsEitherRefusedWithAPlaceOrCanBeEvaluatedAndSentToAnotherInstance() {
        int understood = 0;
        for (int i = 0; i < FILTERS; i++) {
            JsonNode json = i % 20 == 0 ? any(5) : filter(4);
            FieldTable table = one(List.copyOf(SUBJECTS.keySet()));
            Subject subject = SUBJECTS.get(table);
            ParsedFilter parsed = FilterParser.parse(table, Optional.of(json));
            switch (parsed) {
                case ParsedFilter.Understood read -> {
                    understood++;
                    boolean matches = Evaluator.matches(read.filter(), subject);
                    assertThat(Evaluator.matches(new Filter.And(List.of(read.filter())), subject))
                            .as("%s", json).isEqualTo(matches);
                    assertThat(FilterParser.parseTrusted(table, FilterJson.write(read.filter())))
                            .as("%s as another instance reads it", json).isEqualTo(parsed);
                }
                case ParsedFilter.Refused refused -> {
                    assertThat(refused.problem().path()).as("%s", json).startsWith("filter_conditions");
                    assertThat(refused.problem().message()).as("%s", json).isNotBlank();
                }
            }
        }
        assertThat(understood).as("filters that made sense").isBetween(FILTERS / 20, FILTERS * 19 / 20);
    }

    private JsonNode filter(int depth) {
        ObjectNode filter = JsonNodeFactory.instance.objectNode();
        String name = one(NAMES);
        if (depth > 0 && random.nextInt(3) == 0) {
            ArrayNode parts = filter.putArray(random.nextBoolean() ? "$and" : "$or");
            for (int n = random.nextInt(4); n > 0; n--) {
                parts.add(filter(depth - 1));
            }
            return filter;
        }
        if (random.nextBoolean()) {
            filter.set(name, any(1));
            return filter;
        }
        ObjectNode operators = filter.putObject(name);
        for (int n = 1 + random.nextInt(2); n > 0; n--) {
            operators.set(one(List.of(Operator.values())).symbol(), any(1));
        }
        return filter;
    }

    private JsonNode any(int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0: return nodes.nullNode();
            case 1: return nodes.booleanNode(random.nextBoolean());
            case 2: return nodes.numberNode(one(List.of(0.0, -1.5, Double.NaN, Double.NEGATIVE_INFINITY, 1e300)));
            case 3: return nodes.numberNode(random.nextLong());
            case 4, 5: return nodes.stringNode(one(TEXTS));
            case 6:
                ArrayNode list = nodes.arrayNode();
                for (int n = random.nextInt(3); n > 0; n--) {
                    list.add(any(depth - 1));
                }
                return list;
            default:
                ObjectNode object = nodes.objectNode();
                for (int n = random.nextInt(3); n > 0; n--) {
                    object.set(one(NAMES), any(depth - 1));
                }
                return object;
        }
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
