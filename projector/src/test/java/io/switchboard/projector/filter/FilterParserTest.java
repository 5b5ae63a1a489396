package io.switchboard.projector.filter;

import static io.switchboard.projector.filter.Filters.json;
import static io.switchboard.projector.filter.Filters.refused;
import static io.switchboard.projector.filter.Filters.understood;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.switchboard.projector.filter.Filter.And;
import io.switchboard.projector.filter.Filter.Compare;
import io.switchboard.projector.filter.Filter.Exists;
import io.switchboard.projector.filter.Filter.In;
import io.switchboard.projector.filter.Filter.Or;
import io.switchboard.projector.filter.Filter.Relation;
import io.switchboard.projector.filter.Filter.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** What a filter means once it is read, and what a filter that means nothing is told. */
class FilterParserTest {

    static Stream<Arguments> forms() {
        Filter red = eq("custom.color", text("red"));
        Filter untitled = new Exists(call("team"), false);
        return Stream.of(
                arguments("{}", Filter.everything()),
                arguments("{'custom.color':'red'}", red),
                arguments("{'custom.color':{'$eq':'red'}}", red),
                arguments("{'type':'default','custom.color':'red'}", new And(List.of(eq("type", text("default")), red))),
                arguments("{'id':{'$gt':'a','$lte':'b'}}", new And(List.of(
                        new Compare(call("id"), Relation.GT, text("a")), new Compare(call("id"), Relation.LTE, text("b"))))),
                arguments("{'team':null}", untitled),
                arguments("{'team':{'$eq':null}}", untitled),
                arguments("{'team':{'$exists':false}}", untitled),
                arguments("{'custom.color':null}", new Exists(call("custom.color"), false)),
                arguments("{'backstage':null}", new Exists(call("backstage"), false)),
                arguments("{'team':{'$in':[]}}", new In(call("team"), List.of())),
                arguments("{'team':{'$in':['a',null,'b']}}",
                        new Or(List.of(new In(call("team"), List.of(text("a"), text("b"))), untitled))),
                arguments("{'members':['john','jane']}", new In(call("members"), List.of(text("john"), text("jane")))),
                arguments("{'members':{'$in':['john']}}", new In(call("members"), List.of(text("john")))),
                arguments("{'$and':[{'custom.color':'red'}]}", new And(List.of(red))),
                arguments("{'$or':[{'custom.color':'red'},{'team':null}]}", new Or(List.of(red, untitled))),
                arguments("{'$or':[{}]}", new Or(List.of(Filter.everything()))),
                arguments("{'$and':[{'$or':[{'team':null}]}],'custom.color':'red'}",
                        new And(List.of(new And(List.of(new Or(List.of(untitled)))), red))),
                arguments("{'custom.color':{'$in':['red',1,true]}}", new In(call("custom.color"),
                        List.of(text("red"), new Value.Number(1), new Value.Flag(true)))),
                arguments("{'custom.a.b':-0.0}", eq("custom.a.b", new Value.Number(0))),
                arguments("{'custom.n':12345678901234567890}", eq("custom.n", new Value.Number(12345678901234567890d))),
                arguments("{'custom.n':1e-400}", eq("custom.n", new Value.Number(0))),
                arguments("{'custom.n':'NaN'}", eq("custom.n", text("NaN"))),
                arguments("{'custom.$eq':'x'}", eq("custom.$eq", text("x"))),
                arguments("{'custom.__proto__':'x'}", eq("custom.__proto__", text("x"))),
                arguments("{'custom..':'x'}", eq("custom..", text("x"))),
                arguments("{'custom.größe 🙂':'ß🙂'}", eq("custom.größe 🙂", text("ß🙂"))),
                arguments("{'id':''}", eq("id", text(""))),
                arguments("{'parent_call_cid':null}", new Exists(call("parent_call_cid"), false)),
                arguments("{'custom.a':{'$contains':'x'}}", eq("custom.a", text("x"))),
                arguments("{'custom.a':{'$contains':['x',1]}}",
                        new And(List.of(eq("custom.a", text("x")), eq("custom.a", new Value.Number(1))))),
                arguments("{'custom.a':{'$q':'Red x'}}", new Words(call("custom.a"), new WordSearch(new Value.Text("Red x"), false))),
                arguments("{'custom.a':{'$autocomplete':'Red x'}}",
                        new Words(call("custom.a"), new WordSearch(new Value.Text("Red x"), true))));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aFilterIsReadAs(String json, Filter filter) {
        assertThat(understood(FieldTable.CALLS, json)).isEqualTo(filter);
    }

    @Test
    void noFilterAsksForEverything() {
        assertThat(FilterParser.parse(FieldTable.CALLS, Optional.empty()))
                .isEqualTo(FilterParser.parse(FieldTable.CALLS, Optional.of(json("null"))))
                .isEqualTo(FilterParser.parse(FieldTable.CALLS, Optional.of(MissingNode.getInstance())))
                .isEqualTo(new ParsedFilter.Understood(Filter.everything()));
    }

    @ParameterizedTest
    @CsvSource({
            "2021-01-15T09:30:20.45Z,         2021-01-15T09:30:20.450Z",
            "2021-01-15T09:30:20Z,            2021-01-15T09:30:20Z",
            "2021-01-15t09:30:20z,            2021-01-15T09:30:20Z",
            "2021-01-15 09:30:20,             2021-01-15T09:30:20Z",
            "2021-01-15T09:30:20.123456789,   2021-01-15T09:30:20.123456789Z",
            "2021-01-15T09:30:20+02:00,       2021-01-15T07:30:20Z",
            "2021-01-15T09:30:20-0230,        2021-01-15T12:00:20Z",
            "2021-01-15T09:30:20+02,          2021-01-15T07:30:20Z",
            "2021-01-15T09:30:20-00:00,       2021-01-15T09:30:20Z",
            "2021-01-15T09:30:20.5+14:00,     2021-01-14T19:30:20.500Z",
            "2021-01-15t09:30:20.000000001-18:00, 2021-01-16T03:30:20.000000001Z",
            "2024-02-29T23:59:59z,            2024-02-29T23:59:59Z",
            "1677-09-21T00:12:43.145224192Z,  1677-09-21T00:12:43.145224193Z",
            "2262-04-11T23:47:16.854775807Z,  2262-04-11T23:47:16.854775806Z"})
    void aTimeIsReadInEveryFormThatClientsWrite(String written, Instant instant) {
        assertThat(understood(FieldTable.CALLS, "{'starts_at':'" + written + "'}"))
                .isEqualTo(eq("starts_at", new Value.Time(instant)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "'0001-01-01T00:00:00Z'                    | nothing",
            "'1677-09-21T00:12:43.145224191Z'          | nothing",
            "{'$gt':'1677-09-21T00:12:43.145224191Z'}  | set",
            "{'$gte':'0001-01-01T00:00:00Z'}           | set",
            "{'$lt':'0001-01-01T00:00:00Z'}            | nothing",
            "{'$lte':'0001-01-01T00:00:00Z'}           | nothing",
            "'9999-12-31T23:59:59Z'                    | nothing",
            "{'$gt':'9999-12-31T23:59:59Z'}            | nothing",
            "{'$gte':'2262-04-11T23:47:16.854775808Z'} | nothing",
            "{'$lt':'2262-04-11T23:47:16.854775808Z'}  | set",
            "{'$lte':'9999-12-31T23:59:59Z'}           | set"})
    void aTimeThatNothingStoredCanReachIsOnOneSideOfAll(String operand, String found) {
        assertThat(understood(FieldTable.CALLS, "{'starts_at':" + operand + "}"))
                .isEqualTo(found.equals("set") ? new Exists(call("starts_at"), true) : Filter.nothing());
    }

    @Test
    void aTimeThatNothingStoredCanReachIsNoneOfAList() {
        assertThat(understood(FieldTable.CALLS, "{'starts_at':{'$in':['9999-12-31T23:59:59Z','2021-01-15T09:30:20Z']}}"))
                .isEqualTo(new In(call("starts_at"), List.of(new Value.Time(Instant.parse("2021-01-15T09:30:20Z")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "'now'", "'2021-01-15'", "'2021-02-30T00:00:00Z'", "'2021-01-15T25:00:00Z'",
        "'2021-01-15T09:30:20.1234567891Z'", "'2021-01-15T09:30Z'", "'2021-01-15T09:30:20+99:00'", "' 2021-01-15T09:30:20Z'",
        "'12021-01-15T09:30:20Z'", "'2021-02-29T00:00:00Z'", "'2021-01-15T09:30:20.Z'", "'2021-01-15T09:30:60Z'", "'2021-01-15T09:30:20+2:00'",
        "'2021-01-15T09:30:20Z+01:00'", "'2021-01-15T09:30:20+18:01'", "'2021-01-15T09:30:20Z '", "'٢٠٢١-01-15T09:30:20Z'", "1610703020", "1610703020000000000", "true", "[]",
        "['2021-01-15T09:30:20Z']"})
    void whatIsNoTimeIsToldTheForm(String operand) {
        assertThat(refused(FieldTable.CALLS, "{'starts_at':" + operand + "}")).isEqualTo(new FilterProblem(
                "filter_conditions.starts_at", "must be an RFC 3339 timestamp such as 2021-01-15T09:30:20.45Z"));
    }

    static Stream<Arguments> refusals() {
        String seven = "$eq, $in, $gt, $gte, $lt, $lte, $exists";
        String fields = "; fields are id, cid, type, team, created_by_user_id, parent_call_cid, created_at, updated_at, starts_at, "
                + "ended_at, backstage, ongoing, members, custom.<path>";
        String scalar = "must be a string, a number that a double can hold, true or false";
        return Stream.of(
                arguments("[]", "", "must be an object"),
                arguments("'id'", "", "must be an object"),
                arguments("5", "", "must be an object"),
                arguments("{'$and':[[]]}", ".$and[0]", "must be an object"),
                arguments("{'$or':[{},null]}", ".$or[1]", "must be an object"),
                arguments("{'$and':[]}", ".$and", "must be a list of at least one filter"),
                arguments("{'$or':{'id':'a'}}", ".$or", "must be a list of at least one filter"),
                arguments("{'$or':null}", ".$or", "must be a list of at least one filter"),
                arguments("{'$nor':[{}]}", ".$nor", "unknown operator '$nor'; here stand $and, $or or a field"),
                arguments("{'$eq':'a'}", ".$eq", "unknown operator '$eq'; here stand $and, $or or a field"),
                arguments("{'colour':'a'}", ".colour", "unknown field 'colour'" + fields),
                arguments("{'':'a'}", ".", "unknown field ''" + fields),
                arguments("{'ID':'a'}", ".ID", "unknown field 'ID'" + fields),
                arguments("{'custom':{'color':'red'}}", ".custom", "unknown field 'custom'" + fields),
                arguments("{'custom.':'a'}", ".custom.", "unknown field 'custom.'" + fields),
                arguments("{'__proto__':{'$eq':1}}", ".__proto__", "unknown field '__proto__'" + fields),
                arguments("{'constructor':null}", ".constructor", "unknown field 'constructor'" + fields),
                arguments("{'hashCode':{}}", ".hashCode", "unknown field 'hashCode'" + fields),
                arguments("{'id':{}}", ".id", "names no operator; 'id' supports " + seven),
                arguments("{'id':{'$eq':'a','$ne':'b'}}", ".id.$ne", "operator '$ne' is not supported; 'id' supports " + seven),
                arguments("{'id':{'id':'a'}}", ".id.id", "operator 'id' is not supported; 'id' supports " + seven),
                arguments("{'id':5}", ".id", "must be a string"),
                arguments("{'id':['a']}", ".id", "must be a string"),
                arguments("{'id':{'$eq':{'$eq':'a'}}}", ".id.$eq", "must be a string"),
                arguments("{'id':{'$gt':null}}", ".id.$gt", "must be a string"),
                arguments("{'id':{'$in':'a'}}", ".id.$in", "$in takes a list"),
                arguments("{'id':{'$in':null}}", ".id.$in", "$in takes a list"),
                arguments("{'id':{'$in':['a','b',3]}}", ".id.$in[2]", "must be a string"),
                arguments("{'id':{'$in':['a',['b']]}}", ".id.$in[1]", "must be a string"),
                arguments("{'id':{'$exists':1}}", ".id.$exists", "$exists takes true or false"),
                arguments("{'id':{'$exists':null}}", ".id.$exists", "$exists takes true or false"),
                arguments("{'id':{'$exists':'true'}}", ".id.$exists", "$exists takes true or false"),
                arguments("{'backstage':'true'}", ".backstage", "must be true or false"),
                arguments("{'backstage':1}", ".backstage", "must be true or false"),
                arguments("{'ongoing':[true]}", ".ongoing", "must be true or false"),
                arguments("{'members':'john'}", ".members", "operator '$eq' is not supported; 'members' supports $in"),
                arguments("{'members':null}", ".members", "operator '$eq' is not supported; 'members' supports $in"),
                arguments("{'members':{'$in':[null]}}", ".members.$in[0]", "must be a string"),
                arguments("{'members':['john',null]}", ".members[1]", "must be a string"),
                arguments("{'members':[{'user_id':'john'}]}", ".members[0]", "must be a string"),
                arguments("{'custom.a':{'b':1}}", ".custom.a.b", "operator 'b' is not supported; 'custom.a' supports " + seven
                        + ", $contains, $q, $autocomplete"),
                arguments("{'custom.a':{'$q':5}}", ".custom.a.$q", "must be a string"),
                arguments("{'custom.a':{'$q':['a']}}", ".custom.a.$q", "must be a string"),
                arguments("{'custom.a':{'$autocomplete':null}}", ".custom.a.$autocomplete", "must be a string"),
                arguments("{'custom.a':{'$contains':null}}", ".custom.a.$contains", "$contains takes a value or a list of at least one"),
                arguments("{'custom.a':{'$contains':[]}}", ".custom.a.$contains", "$contains takes a value or a list of at least one"),
                arguments("{'custom.a':{'$contains':['x',null]}}", ".custom.a.$contains[1]", scalar),
                arguments("{'custom.a':{'$contains':[['x']]}}", ".custom.a.$contains[0]", scalar),
                arguments("{'parent_call_cid':5}", ".parent_call_cid", "must be a string"),
                arguments("{'custom.a':{'$eq':{'b':1}}}", ".custom.a.$eq", scalar),
                arguments("{'custom.a':[1]}", ".custom.a", scalar),
                arguments("{'custom.a':{'$lt':null}}", ".custom.a.$lt", scalar),
                arguments("{'custom.a':1e400}", ".custom.a", scalar),
                arguments("{'custom.a':{'$in':[1,-1e400]}}", ".custom.a.$in[1]", scalar),
                arguments("{'$or':[{'id':'a'},{'$and':[{'starts_at':{'$gt':5}}]}]}", ".$or[1].$and[0].starts_at.$gt",
                        "must be an RFC 3339 timestamp such as 2021-01-15T09:30:20.45Z"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aFilterThatMeansNothingIsToldWhereAndWhy(String json, String where, String message) {
        assertThat(refused(FieldTable.CALLS, json))
                .isEqualTo(new FilterProblem("filter_conditions" + where, message));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aNumberThatIsNoneIsRefused(double number) {
        ObjectNode filter = JsonNodeFactory.instance.objectNode().put("custom.a", number);

        assertThat(refused(FieldTable.CALLS, filter).path()).isEqualTo("filter_conditions.custom.a");
    }

    @Test
    void theFirstProblemIsTheAnswer() {
        assertThat(refused(FieldTable.CALLS, "{'id':1,'colour':2,'$and':3}").path()).isEqualTo("filter_conditions.id");
    }

    @Test
    void membersHaveFieldsOfTheirOwn() {
        assertThat(refused(FieldTable.MEMBERS, "{'cid':'default:a'}").message()).isEqualTo("unknown field 'cid'; fields are "
                + "user_id, role, call_cid, created_at, updated_at, custom.<path>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'%s':1}", "{'$%s':1}", "{'id':{'%s':1}}", "{'custom.%s':{'$eq':[]}}", "{'custom.%s':{'$x':1}}"})
    void aVeryLongNameIsShortenedInTheAnswer(String form) {
        FilterProblem problem = refused(FieldTable.CALLS, form.formatted("🙂".repeat(20_000)));

        assertThat(problem.path()).startsWith("filter_conditions.").contains("🙂…").hasSizeLessThan(500);
        assertThat(problem.message()).hasSizeLessThan(800);
    }

    private static Field call(String name) {
        return FieldTable.CALLS.field(name);
    }

    private static Filter eq(String field, Value value) {
        return new Compare(call(field), Relation.EQ, value);
    }

    private static Value text(String text) {
        return new Value.Text(text);
    }
}
