package io.switchboard.projector.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.testing.Facts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

class FilterParserTest {

    private static final Field TEAM = FieldTable.CALLS.field("team");
    private static final Field STARTS = FieldTable.CALLS.field("starts_at");

    private static Filter understood(String json) {
        return ((ParsedFilter.Understood) FilterParser.parse(FieldTable.CALLS, Optional.of(Facts.json(json)))).filter();
    }

    private static FilterProblem refused(FieldTable table, String json) {
        return ((ParsedFilter.Refused) FilterParser.parse(table, Optional.of(Facts.json(json)))).problem();
    }

    private static Filter equal(Field field, String text) {
        return new Filter.Compare(field, Filter.Relation.EQ, new Value.Text(text));
    }

    @Test
    void noFilterAndAnEmptyOneAskForEverything() {
        assertThat(FilterParser.parse(FieldTable.CALLS, Optional.empty()))
                .isEqualTo(new ParsedFilter.Understood(Filter.everything()));
        assertThat(FilterParser.parse(FieldTable.CALLS, Optional.of(JsonNodeFactory.instance.nullNode())))
                .isEqualTo(new ParsedFilter.Understood(Filter.everything()));
        assertThat(understood("{}")).isEqualTo(Filter.everything());
    }

    @Test
    void aPlainValueMeansEquality() {
        assertThat(understood("{\"team\":\"red\"}")).isEqualTo(equal(TEAM, "red")).isEqualTo(
                understood("{\"team\":{\"$eq\":\"red\"}}"));
    }

    @Test
    void nullMeansNotSet() {
        Filter unset = new Filter.Exists(TEAM, false);
        assertThat(understood("{\"team\":null}")).isEqualTo(unset).isEqualTo(understood("{\"team\":{\"$eq\":null}}"));
        assertThat(understood("{\"team\":{\"$in\":[\"red\",null]}}")).isEqualTo(new Filter.Or(List.of(
                new Filter.In(TEAM, List.of(new Value.Text("red"))), unset)));
    }

    @Test
    void severalOperatorsAndSeveralFieldsAllHaveToHold() {
        Value from = new Value.Time(Instant.parse("2024-05-10T09:09:03.584Z"));
        Value to = new Value.Time(Instant.parse("2024-05-11T00:00:00Z"));
        assertThat(understood("{\"starts_at\":{\"$gt\":\"2024-05-10T09:09:03.584Z\",\"$lte\":\"2024-05-11T00:00:00\"},"
                + "\"team\":\"red\"}")).isEqualTo(new Filter.And(List.of(
                        new Filter.And(List.of(new Filter.Compare(STARTS, Filter.Relation.GT, from),
                                new Filter.Compare(STARTS, Filter.Relation.LTE, to))), equal(TEAM, "red"))));
    }

    @Test
    void andAndOrCombine() {
        assertThat(understood("{\"$or\":[{\"team\":\"red\"},{\"$and\":[{\"team\":\"blue\"},{\"backstage\":false}]}]}"))
                .isEqualTo(new Filter.Or(List.of(equal(TEAM, "red"), new Filter.And(List.of(equal(TEAM, "blue"),
                        new Filter.Compare(FieldTable.CALLS.field("backstage"), Filter.Relation.EQ,
                                new Value.Flag(false)))))));
    }

    @Test
    void membersMayBeGivenAsAListWithoutOperator() {
        assertThat(understood("{\"members\":[\"john\"]}")).isEqualTo(understood("{\"members\":{\"$in\":[\"john\"]}}"));
    }

    @Test
    void customDataIsReachedByPathWithValuesOfEveryKind() {
        assertThat(understood("{\"custom.seat.row\":4}")).isEqualTo(new Filter.Compare(Field.custom("seat.row"),
                Filter.Relation.EQ, new Value.Number(4)));
        assertThat(understood("{\"custom.color\":{\"$in\":[\"red\",1.5,true]}}")).isEqualTo(new Filter.In(
                Field.custom("color"), List.of(new Value.Text("red"), new Value.Number(1.5), new Value.Flag(true))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"size\":1}                          | filter_conditions.size            | unknown field 'size'; fields are id, cid,",
        "{\"custom.\":1}                       | filter_conditions.custom.         | unknown field",
        "{\"$not\":[]}                         | filter_conditions.$not            | unknown operator '$not'",
        "{\"team\":{\"$near\":1}}              | filter_conditions.team.$near      | 'team' supports $eq, $in, $gt, $gte, $lt, $lte, $exists",
        "{\"members\":{\"$eq\":\"a\"}}         | filter_conditions.members.$eq     | 'members' supports $in",
        "{\"backstage\":{\"$exists\":true}}    | filter_conditions.backstage.$exists | 'backstage' supports $eq",
        "{\"team\":{}}                         | filter_conditions.team            | names no operator",
        "{\"team\":5}                          | filter_conditions.team            | must be a string",
        "{\"backstage\":\"yes\"}               | filter_conditions.backstage       | must be true or false",
        "{\"starts_at\":{\"$gt\":\"soon\"}}    | filter_conditions.starts_at.$gt   | RFC 3339",
        "{\"starts_at\":{\"$gt\":null}}        | filter_conditions.starts_at.$gt   | RFC 3339",
        "{\"team\":{\"$in\":\"red\"}}          | filter_conditions.team.$in        | takes a list",
        "{\"team\":{\"$exists\":1}}            | filter_conditions.team.$exists    | takes true or false",
        "{\"custom.a\":{\"$eq\":{\"b\":1}}}    | filter_conditions.custom.a.$eq    | must be a string, a number, true or false",
        "{\"custom.a\":[1]}                    | filter_conditions.custom.a        | must be a string, a number, true or false",
        "{\"$and\":[]}                         | filter_conditions.$and            | at least one filter",
        "{\"$or\":{\"team\":\"red\"}}          | filter_conditions.$or             | must be a list",
        "{\"$or\":[{\"team\":\"a\"},5]}        | filter_conditions.$or[1]          | must be an object",
    })
    void whatMakesNoSenseIsRefusedWithItsPlaceAndWhatIsAllowed(String json, String path, String message) {
        FilterProblem problem = refused(FieldTable.CALLS, json);
        assertThat(problem.path()).isEqualTo(path);
        assertThat(problem.message()).contains(message);
    }

    @Test
    void aFilterHasABudget() {
        assertThat(refused(FieldTable.CALLS, nested(FilterParser.MAX_DEPTH + 1)).message()).contains("deep");
        assertThat(understood(nested(FilterParser.MAX_DEPTH))).isNotNull();
        String many = "{\"$or\":[" + "{\"team\":\"red\"},".repeat(FilterParser.MAX_LEAVES) + "{\"team\":\"red\"}]}";
        assertThat(refused(FieldTable.CALLS, many).message()).contains("at most " + FilterParser.MAX_LEAVES);
        String list = "{\"team\":{\"$in\":[" + "\"a\",".repeat(FilterParser.MAX_LIST) + "\"a\"]}}";
        assertThat(refused(FieldTable.CALLS, list).message()).contains("at most " + FilterParser.MAX_LIST);
        String text = "{\"team\":\"" + "x".repeat(FilterParser.MAX_TEXT + 1) + "\"}";
        assertThat(refused(FieldTable.CALLS, text).message()).contains("at most " + FilterParser.MAX_TEXT);
    }

    private static String nested(int depth) {
        return "{\"$and\":[".repeat(depth) + "{\"team\":\"red\"}" + "]}".repeat(depth);
    }

    @Test
    void membersHaveTheirOwnFields() {
        assertThat(refused(FieldTable.MEMBERS, "{\"team\":\"red\"}").message())
                .contains("user_id, role, call_cid, created_at, updated_at, custom.<path>");
    }
}
