package io.switchboard.projector.filter;

import static io.switchboard.projector.filter.Filters.refused;
import static io.switchboard.projector.filter.Filters.understood;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A filter that is as large as allowed is read; one more of anything is refused, however it is hidden. */
class FilterBudgetTest {

    private static final String TOO_MANY = "a filter may have at most 64 conditions";

    @Test
    void eightLevelsAreReadAndNineRefused() {
        assertThat(understood(FieldTable.CALLS, nested(8))).isNotNull();
        assertThat(refused(FieldTable.CALLS, nested(9)).message())
                .isEqualTo("$and and $or may stand at most 8 deep in each other");
    }

    @Test
    void sixtyFourConditionsAreReadAndOneMoreRefused() {
        assertThat(understood(FieldTable.CALLS, list("{'id':'a'}", 64))).isNotNull();
        assertThat(refused(FieldTable.CALLS, list("{'id':'a'}", 65)))
                .isEqualTo(new FilterProblem("filter_conditions.$or[64].id", TOO_MANY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'id':'a','type':'b'}", "{'id':{'$gt':'a','$lt':'b'}}", "{'$and':[{},{}]}", "{'team':null}",
        "{'custom.a':{'$exists':true}}", "{'id':{'$in':[]}}"})
    void everyFormOfAConditionCounts(String part) {
        assertThat(refused(FieldTable.CALLS, list(part, 65)).message()).isEqualTo(TOO_MANY);
    }

    @Test
    void severalOperatorsOfOneFieldCountSeverally() {
        String fields = IntStream.range(0, 33).mapToObj(i -> "'custom.f" + i + "':{'$gt':1,'$lt':2}")
                .collect(Collectors.joining(",", "{", "}"));

        assertThat(refused(FieldTable.CALLS, fields)).isEqualTo(new FilterProblem("filter_conditions.custom.f32.$gt", TOO_MANY));
    }

    @Test
    void fiveHundredEntriesOfAListAreReadAndOneMoreRefused() {
        assertThat(understood(FieldTable.CALLS, in(500))).isInstanceOf(Filter.In.class);
        assertThat(refused(FieldTable.CALLS, in(501)))
                .isEqualTo(new FilterProblem("filter_conditions.id.$in", "a list may have at most 500 entries"));
    }

    @Test
    void aTextOf1024CharactersIsReadAndALongerOneRefused() {
        assertThat(understood(FieldTable.CALLS, "{'custom.a':'" + "x".repeat(1024) + "'}")).isNotNull();
        for (String field : new String[] {"id", "custom.a"}) {
            assertThat(refused(FieldTable.CALLS, "{'" + field + "':'" + "x".repeat(1025) + "'}"))
                    .isEqualTo(new FilterProblem("filter_conditions." + field, "a string may have at most 1024 characters"));
        }
        assertThat(refused(FieldTable.CALLS, "{'members':['" + "x".repeat(1025) + "']}").path())
                .isEqualTo("filter_conditions.members[0]");
    }

    @Test
    void twoThousandEntriesOfAllListsAreReadAndOneMoreRefused() {
        String four = "'$and':[" + in(500) + "," + in(500) + "," + in(500) + "," + in(500) + "]";
        assertThat(understood(FieldTable.CALLS, "{" + four + "}")).isNotNull();
        assertThat(refused(FieldTable.CALLS, "{" + four + ",'members':['a']}")).isEqualTo(new FilterProblem(
                "filter_conditions.members", "the lists of a filter may have at most 2000 entries together"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'$q':'a'}", "{'$autocomplete':'a'}", "{'$contains':['a']}"})
    void wordsAndContainedEntriesShareOneLimit(String oneMore) {
        String refusal = "$q, $autocomplete and $contains may have at most 256 words and entries together";
        String most = "'custom.a':{'$q':'" + words(100) + "','$autocomplete':'" + words(100) + "','$contains':["
                + String.join(",", Collections.nCopies(56, "'a'")) + "]}";
        assertThat(understood(FieldTable.CALLS, "{" + most + "}")).isNotNull();
        assertThat(refused(FieldTable.CALLS, "{" + most + ",'custom.b':" + oneMore + "}").message()).isEqualTo(refusal);
        assertThat(understood(FieldTable.CALLS, "{" + most + ",'custom.b':{'$q':'- -'}}")).isNotNull();
    }

    @Test
    void aFieldNameOf1024CharactersIsReadAndALongerOneRefused() {
        assertThat(understood(FieldTable.CALLS, "{'custom." + "x".repeat(1_017) + "':1}")).isNotNull();
        assertThat(refused(FieldTable.CALLS, "{'custom." + "x".repeat(1_018) + "':1}").message())
                .isEqualTo("a string may have at most 1024 characters");
    }

    @Test
    void namesAndTextsTogetherHaveALimit() {
        // Without the two characters of each field's name.
        String list = "{'id':{'$in':[" + String.join(",", Collections.nCopies(64, "'" + "x".repeat(1_023) + "'")) + "]}}";
        assertThat(understood(FieldTable.CALLS, "{'$or':[" + list + "," + list + "," + list + "," + list + "]}")).isNotNull();
        assertThat(refused(FieldTable.CALLS, "{'$or':[" + list + "," + list + "," + list + "," + list + "," + list + "]}"))
                .isEqualTo(new FilterProblem("filter_conditions.$or[4].id.$in[0]",
                        "the names and strings of a filter may have at most 262144 characters together"));
    }

    @Test
    void whatAnotherInstanceSendsIsNotCountedAgain() {
        Filter beyond = new Filter.In(FieldTable.CALLS.field("cid"), Collections.nCopies(5_000, new Value.Text("x".repeat(2_000))));
        assertThat(FilterParser.parseTrusted(FieldTable.CALLS, FilterJson.write(beyond)))
                .isEqualTo(new ParsedFilter.Understood(beyond));
    }

    private static String words(int count) {
        return IntStream.range(0, count).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    }

    private static String nested(int levels) {
        return "{'$and':[".repeat(levels) + "{'id':'a'}" + "]}".repeat(levels);
    }

    private static String list(String part, int count) {
        return "{'$or':[" + String.join(",", Collections.nCopies(count, part)) + "]}";
    }

    private static String in(int entries) {
        return "{'id':{'$in':[" + String.join(",", Collections.nCopies(entries, "'a'")) + "]}}";
    }
}
