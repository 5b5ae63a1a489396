package io.switchboard.projector.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.Cid;
import io.switchboard.events.call.Call;
import io.switchboard.events.call.CallCore;
import io.switchboard.events.codec.EventJson;
import io.switchboard.events.testing.RandomHistory;
import io.switchboard.events.testing.RandomJson;
import io.switchboard.events.testing.RandomSeed;
import io.switchboard.projector.filter.CallSubject;
import io.switchboard.projector.filter.Evaluator;
import io.switchboard.projector.filter.Field;
import io.switchboard.projector.filter.FieldTable;
import io.switchboard.projector.filter.Filter;
import io.switchboard.projector.filter.Filter.Relation;
import io.switchboard.projector.filter.FilterParser;
import io.switchboard.projector.filter.ParsedFilter;
import io.switchboard.projector.filter.Value;
import io.switchboard.projector.index.IndexOfCalls;
import io.switchboard.projector.rows.Basis;
import io.switchboard.projector.testing.Oracle;
import io.switchboard.projector.testing.RandomQuestions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The index finds what {@link Evaluator} finds, by examples of what is easily lost in terms, and by dice. */
class IndexLanguageTest {

    private static final int FILTERS = 3_000;
    private static final Field TEXT = FieldTable.CALLS.field("custom.a");

    @TempDir
    Path folder;

    /** With the ids of their members. */
    private final Map<CallCore, Set<String>> calls = new LinkedHashMap<>();
    private final RandomGenerator random = RandomSeed.generator("IndexLanguageTest");
    private IndexOfCalls index;

    @BeforeEach
    void open() {
        index = new IndexOfCalls(folder, new Basis(UUID.randomUUID(), 0));
    }

    @AfterEach
    void close() {
        index.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            {'custom.a':{'$q':'Fox quick'}}                     | list text
            {'custom.a':{'$q':'quick bird'}}                    | list
            {'custom.a':{'$q':'qui'}}                           | -
            {'custom.a':{'$q':'- !'}}                           | -
            {'custom.a':{'$autocomplete':'fox qui'}}            | list text
            {'custom.a':{'$autocomplete':'qui fox'}}            | -
            {'custom.a':{'$autocomplete':''}}                   | -
            {'custom.a.b':{'$q':'STRASSE'}}                     | dotted nested
            {'custom.a.b':{'$autocomplete':'straß'}}            | dotted nested
            {'custom.a':{'$q':'strasse'}}                       | -
            {'custom.b':{'$q':'quick'}}                         | -
            {'custom.a':{'$contains':'bird'}}                   | list
            {'custom.a':{'$contains':['bird',7]}}               | list
            {'custom.a':{'$contains':['bird','cat']}}           | -
            {'custom.a':{'$contains':'the Quick fox'}}          | text
            {'parent_call_cid':null}                            | bare dotted list nested text
            {'parent_call_cid':{'$exists':true}}                | -
            {'parent_call_cid':{'$gte':''}}                     | -
            {'parent_call_cid':{'$in':['default:a',null]}}      | bare dotted list nested text
            {'custom.a':{'$gt':''}}                             | list text
            """)
    void findsTheseCalls(String filter, String found) throws IOException {
        call("bare", "{}");
        call("text", "{'a':'the Quick fox'}");
        call("list", "{'a':['quick FOX',{'b':1},['bird'],7]}");
        call("nested", "{'a':{'b':'Straße'}}");
        call("dotted", "{'a.b':'straße 9'}");

        assertThat(String.join(" ", found(understood(filter)))).isEqualTo(Optional.ofNullable(found).orElse(""));
    }

    @ParameterizedTest
    @ValueSource(ints = {478, 479, 480, 511, 512, 513, 1_023, 1_024, 1_025, 3_071, 3_072, 3_073, 5_000})
    void longTextsLieInTheirOrder(int length) throws IOException {
        String common = "m".repeat(length);
        for (String end : List.of("", "a", "b", "zz", "\ud800\udc00")) {
            call("c" + calls.size(), "{'a':'" + common + end + "'}");
        }
        String operand = "m".repeat(Math.min(length, 1_020));

        for (String each : List.of(operand, operand + "a", operand + "az", operand + "\ud800\udc00", "m", "n")) {
            for (Relation relation : Relation.values()) {
                found(new Filter.Compare(TEXT, relation, new Value.Text(each)));
            }
        }
    }

    @Test
    void theLongestOperandInBytesIsComparedToItsEnd() throws IOException {
        String longest = "\uffee".repeat(1_024);
        call("below", "{'a':'" + longest.substring(1) + "a'}");
        call("same", "{'a':'" + longest + "'}");
        call("above", "{'a':'" + longest + "a'}");

        assertThat(found(new Filter.Compare(TEXT, Relation.EQ, new Value.Text(longest)))).containsExactly("same");
        assertThat(found(new Filter.Compare(TEXT, Relation.GT, new Value.Text(longest)))).containsExactly("above");
        assertThat(found(new Filter.Compare(TEXT, Relation.LT, new Value.Text(longest)))).containsExactly("below");
    }

    /** What doubled its work with every level would not end here. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPartIsTranslatedOnceHoweverDeepItStands() {
        Filter filter = new Filter.Compare(FieldTable.CALLS.field("id"), Relation.GT, new Value.Text("a"));
        for (int depth = 0; depth < 60; depth++) {
            filter = new Filter.And(List.of(new Filter.Or(List.of(filter))));
        }
        assertThat(new IndexQueries(0).of(filter).toString()).contains("id");
    }

    @Test
    void longPathsAreToldApart() throws IOException {
        String path = "p".repeat(600);
        call("a", "{'" + path + "a':'x'}");
        call("b", "{'" + path + "b':'x'}");

        assertThat(found(understood("{'custom." + path + "a':{'$gte':'x'}}"))).containsExactly("a");
        assertThat(found(understood("{'custom." + path + "b':{'$q':'x'}}"))).containsExactly("b");
        assertThat(found(understood("{'custom." + path + "':{'$exists':true}}"))).isEmpty();
    }

    @Test
    void theDearestFilterThatIsAllowedIsAnswered() throws IOException {
        call("a", "{'f0':'one two three four five six seven eight'}");
        String words = IntStream.range(0, 32).mapToObj(i -> "{'custom.f" + i
                + "':{'$q':'ONE two three four five six seven eight'}}").collect(Collectors.joining(","));
        String entries = IntStream.range(0, 61).mapToObj(i -> "'t" + i + "',").collect(Collectors.joining());
        String lists = IntStream.range(0, 32).mapToObj(i -> "{'team':{'$in':[" + entries + "null]}}")
                .collect(Collectors.joining(","));

        assertThat(found(understood("{'$or':[" + words + "," + lists + "]}"))).containsExactly("a");
    }

    @Test
    void theOppositeOfEveryConditionFindsAllOtherCalls() throws IOException {
        for (int i = 0; i < 30; i++) {
            call("c" + i, RandomJson.object(random));
        }
        for (FieldTable.Entry entry : FieldTable.CALLS.fields().values()) {
            for (String operand : List.of("null", "'default'", "true", "['c1']", "'2026-01-01T00:00:00Z'", "{'$exists':true}")) {
                if (FilterParser.parse(FieldTable.CALLS, Optional.of(json("{'" + entry.field().name() + "':" + operand + "}")))
                        instanceof ParsedFilter.Understood(Filter filter)) {
                    List<String> both = new ArrayList<>(found(filter));
                    both.addAll(found(new Filter.Not(filter)));
                    assertThat(both).as("%s", filter).doesNotHaveDuplicates().hasSize(calls.size());
                }
            }
        }
    }

    @Test
    void filtersByDiceFindTheSame() throws IOException {
        Oracle oracle = new Oracle();
        for (int i = 0; i < 60; i++) {
            RandomHistory history = new RandomHistory(random, new Cid(random.nextBoolean() ? "default" : "livestream", "c" + i));
            for (int n = 1 + random.nextInt(6); n > 0; n--) {
                history.step();
            }
            history.history().events().forEach(oracle::apply);
        }
        List<Call> all = List.copyOf(oracle.calls().values());
        all.forEach(call -> call(call.core(), call.members().keySet()));
        RandomQuestions questions = new RandomQuestions(random);
        int hits = 0;
        for (int i = 0; i < FILTERS; i++) {
            Set<String> found = found(questions.callFilter(all));
            hits += found.isEmpty() || found.size() == all.size() ? 0 : 1;
        }
        assertThat(hits).as("filters that told calls apart").isGreaterThan(FILTERS / 4);
    }

    /** By the index, after comparing with the evaluator. */
    private Set<String> found(Filter filter) throws IOException {
        Set<String> expected = new TreeSet<>();
        calls.forEach((call, members) -> {
            if (Evaluator.matches(filter, new CallSubject(call, members::contains))) {
                expected.add(call.cid().id());
            }
        });
        // Whether documents in a range are listed or asked makes no difference.
        assertThat(found(filter, Integer.MAX_VALUE)).as("listed: %s", filter).isEqualTo(expected);
        assertThat(found(filter, 0)).as("asked: %s", filter).isEqualTo(expected);
        return expected;
    }

    private Set<String> found(Filter filter, int fewInRange) throws IOException {
        Set<String> found = new TreeSet<>();
        try (DirectoryReader reader = index.reader()) {
            TopFieldDocs hits = new IndexSearcher(reader).search(new IndexQueries(fewInRange).of(filter), 100,
                    new Sort(new SortField("id", SortField.Type.STRING)));
            for (ScoreDoc hit : hits.scoreDocs) {
                found.add(((BytesRef) ((FieldDoc) hit).fields[0]).utf8ToString());
            }
        }
        return found;
    }

    private void call(String id, String custom) {
        call(id, (ObjectNode) json(custom));
    }

    private void call(String id, ObjectNode custom) {
        call(new CallCore(new Cid("default", id), 1, "", "john", Instant.EPOCH, Instant.EPOCH, Optional.empty(),
                Optional.empty(), custom, Optional.empty(), false, Optional.empty(), 1), Set.of("john"));
    }

    private void call(CallCore call, Set<String> members) {
        calls.put(call, members);
        index.put(call, members);
    }

    private static Filter understood(String filter) {
        return ((ParsedFilter.Understood) FilterParser.parse(FieldTable.CALLS, Optional.of(json(filter)))).filter();
    }

    private static JsonNode json(String text) {
        return EventJson.mapper().readTree(text.replace('\'', '"'));
    }
}
