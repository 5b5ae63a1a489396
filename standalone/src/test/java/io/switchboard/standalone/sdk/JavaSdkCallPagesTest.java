package io.switchboard.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.exceptions.StreamException;
import io.getstream.models.QueryCallsRequest;
import io.getstream.models.QueryCallsResponse;
import io.getstream.models.SortParamRequest;
import io.getstream.services.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SwitchboardServer.class)
class JavaSdkCallPagesTest {

    /** Creation order, id order and start order all differ. */
    private static final List<String> CREATION_ORDER = List.of("c", "a", "e", "b", "d");
    private static final List<String> START_ORDER = List.of("e", "d", "c", "a", "b");

    private final Stage stage;

    JavaSdkCallPagesTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
    }

    @Test
    void callsAreSortedByEveryDocumentedField() throws Exception {
        createFive();
        for (String name : List.of("d", "b", "a", "c", "e")) {
            Call call = stage.call("default", name);
            call.end();
            Stage.awaitAfter(call.get().getData().getCall().getEndedAt());
        }
        stage.create("audio_room", "z");

        assertSorted("starts_at", START_ORDER);
        assertSorted("created_at", CREATION_ORDER);
        assertSorted("id", List.of("a", "b", "c", "d", "e"));
        assertSorted("cid", List.of("a", "b", "c", "d", "e"));
        assertSorted("ended_at", List.of("d", "b", "a", "c", "e"));
        assertSorted("updated_at", List.of("d", "b", "a", "c", "e"));
        assertThat(stage.findMine(Map.of(), Stage.by("type", 1))).startsWith(stage.id("z"));
        assertThat(stage.findMine(Map.of(), Stage.by("type", -1))).endsWith(stage.id("z"));
    }

    @Test
    void pagesFollowEachOtherWhenTheQueryIsRepeatedWithTheCursor() throws Exception {
        createFive();

        assertThat(pages(byStart().limit(2), cursor -> cursor)).isEqualTo(List.of(
                stage.ids("e", "d"), stage.ids("c", "a"), stage.ids("b")));
    }

    @Test
    void pagesFollowEachOtherWhenOnlyTheSortIsLeftOut() throws Exception {
        createFive();

        assertThat(pages(byStart().limit(2), cursor -> cursor.sort(null))).isEqualTo(List.of(
                stage.ids("e", "d"), stage.ids("c", "a"), stage.ids("b")));
    }

    @Test
    void theCursorAloneContinuesTheQuery() throws Exception {
        createFive();

        List<List<String>> pages = pages(byStart().limit(2), cursor -> cursor.sort(null).filterConditions(null).limit(null));

        assertThat(pages.stream().flatMap(List::stream).toList()).isEqualTo(
                START_ORDER.stream().map(stage::id).toList());
    }

    @Test
    void aFullLastPageHasNoCursor() throws Exception {
        createFive();

        assertThat(pages(byStart().limit(5), cursor -> cursor)).hasSize(1);
    }

    @Test
    void theDefaultSortPagesFromTheNewestToTheOldest() throws Exception {
        createFive();

        assertThat(pages(mine().limit(3), cursor -> cursor)).isEqualTo(List.of(
                stage.ids("d", "b", "e"), stage.ids("a", "c")));
    }

    @Test
    void aCallCreatedBetweenTwoPagesNeitherRepeatsNorHidesOthers() throws Exception {
        createFive();
        QueryCallsResponse first = query(mine().limit(2));
        stage.create("default", "between");

        QueryCallsResponse second = query(mine().limit(2).next(first.getNext()));

        assertThat(Stage.callIds(first.getCalls())).isEqualTo(stage.ids("d", "b"));
        assertThat(Stage.callIds(second.getCalls())).isEqualTo(stage.ids("e", "a"));
    }

    @Test
    void prevLeadsBackThroughThePages() throws Exception {
        createFive();
        QueryCallsResponse first = query(byStart().limit(2));
        QueryCallsResponse second = query(byStart().limit(2).next(first.getNext()));
        QueryCallsResponse last = query(byStart().limit(2).next(second.getNext()));

        QueryCallsResponse back = query(byStart().limit(2).prev(last.getPrev()));
        QueryCallsResponse begin = query(QueryCallsRequest.builder().limit(2).prev(back.getPrev()));

        assertThat(first.getPrev()).isNull();
        assertThat(Stage.callIds(back.getCalls())).isEqualTo(stage.ids("c", "a"));
        assertThat(Stage.callIds(begin.getCalls())).isEqualTo(stage.ids("e", "d"));
        assertThat(begin.getPrev()).isNull();
        assertThat(Stage.callIds(query(byStart().limit(2).next(begin.getNext())).getCalls())).isEqualTo(stage.ids("c", "a"));
    }

    private void createFive() throws StreamException {
        for (String name : CREATION_ORDER) {
            Call call = stage.call("default", name);
            Instant startsAt = Instant.parse("2031-01-01T00:00:00Z").plusSeconds(START_ORDER.indexOf(name));
            Stage.awaitAfter(stage.create(call, stage.byHost().startsAt(Date.from(startsAt))).getCall().getCreatedAt());
        }
    }

    private void assertSorted(String field, List<String> ascending) throws StreamException {
        List<String> ids = ascending.stream().map(stage::id).toList();
        Map<String, Object> theFive = Map.of("type", "default");
        assertThat(stage.findMine(theFive, Stage.by(field, 1))).as("%s ascending", field).isEqualTo(ids);
        assertThat(stage.findMine(theFive, Stage.by(field, -1))).as("%s descending", field).isEqualTo(ids.reversed());
        assertThat(stage.findMine(theFive, SortParamRequest.builder().field(field).build()))
                .as("%s without a direction", field).isEqualTo(ids);
    }

    private QueryCallsRequest.QueryCallsRequestBuilder mine() {
        return QueryCallsRequest.builder().filterConditions(Map.of("created_by_user_id", stage.id("host")));
    }

    private QueryCallsRequest.QueryCallsRequestBuilder byStart() {
        return mine().sort(List.of(Stage.by("starts_at", 1)));
    }

    private QueryCallsResponse query(QueryCallsRequest.QueryCallsRequestBuilder query) throws StreamException {
        return stage.sdk().video().queryCalls(query.build()).execute().getData();
    }

    private List<List<String>> pages(QueryCallsRequest.QueryCallsRequestBuilder query,
            UnaryOperator<QueryCallsRequest.QueryCallsRequestBuilder> followUp) throws StreamException {
        List<List<String>> pages = new ArrayList<>();
        QueryCallsResponse page = query(query);
        pages.add(Stage.callIds(page.getCalls()));
        while (page.getNext() != null) {
            assertThat(pages).as("pages so far").hasSizeLessThan(10);
            page = query(followUp.apply(query).next(page.getNext()));
            pages.add(Stage.callIds(page.getCalls()));
        }
        return pages;
    }
}
