package io.switchboard.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.exceptions.StreamException;
import io.getstream.models.QueryCallMembersRequest;
import io.getstream.models.QueryCallMembersResponse;
import io.getstream.models.UpdateCallMembersRequest;
import io.getstream.services.Call;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SwitchboardServer.class)
class JavaSdkQueryMembersTest {

    private final Stage stage;
    private final Call call;

    JavaSdkQueryMembersTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
        call = stage.call("default", "c");
    }

    @BeforeEach
    void aCallWithFiveMembersIsCreated() throws StreamException {
        stage.users("a", "b", "c", "d", "e");
        stage.create(call, stage.byHost().members(List.of(stage.member("c", "admin"), stage.member("a"),
                stage.member("e", "speaker"), stage.member("b", "admin"), stage.member("d"))));
    }

    @Test
    void theDefaultListHasTheNewestMembersFirst() throws Exception {
        stage.users("added");
        update(UpdateCallMembersRequest.builder().updateMembers(List.of(stage.member("added"))));

        QueryCallMembersResponse answer = query(all());

        assertThat(Stage.userIds(answer.getMembers())).isEqualTo(stage.ids("added", "a", "b", "c", "d", "e"));
        assertThat(answer.getNext()).isNull();
        assertThat(answer.getMembers()).isEqualTo(call.get().getData().getMembers());
    }

    @Test
    void membersAreFoundByRoleAndUserId() throws Exception {
        assertThat(find(Map.of("role", Map.of("$eq", "admin")))).isEqualTo(stage.ids("b", "c"));
        assertThat(find(Map.of("role", "speaker"))).isEqualTo(stage.ids("e"));
        assertThat(find(Map.of("user_id", stage.id("d")))).isEqualTo(stage.ids("d"));
        assertThat(find(Map.of("user_id", Map.of("$in", stage.ids("e", "a", "stranger"))))).isEqualTo(stage.ids("a", "e"));
        assertThat(find(Map.of("user_id", Map.of("$gt", stage.id("c"))))).isEqualTo(stage.ids("d", "e"));
        assertThat(find(Map.of("role", "admin", "user_id", stage.id("b")))).isEqualTo(stage.ids("b"));
        assertThat(find(Map.of("role", "nobody"))).isEmpty();
    }

    @Test
    void changesOfMembersAreFoundAtOnce() throws Exception {
        stage.users("added");
        update(UpdateCallMembersRequest.builder().updateMembers(List.of(stage.member("added", "admin"))));
        assertThat(find(Map.of("role", "admin"))).isEqualTo(stage.ids("added", "b", "c"));

        update(UpdateCallMembersRequest.builder().updateMembers(List.of(stage.member("b", "speaker"))));
        assertThat(find(Map.of("role", "admin"))).isEqualTo(stage.ids("added", "c"));

        update(UpdateCallMembersRequest.builder().removeMembers(stage.ids("added")));
        assertThat(find(Map.of("role", "admin"))).isEqualTo(stage.ids("c"));
    }

    @Test
    void pagesSortedByUserIdFollowEachOther() throws Exception {
        QueryCallMembersRequest.QueryCallMembersRequestBuilder query =
                all().sort(List.of(Stage.by("user_id", -1))).limit(2);
        QueryCallMembersResponse first = query(query);
        QueryCallMembersResponse second = query(query.next(first.getNext()));
        QueryCallMembersResponse last = query(query.sort(null).next(second.getNext()));

        assertThat(Stage.userIds(first.getMembers())).isEqualTo(stage.ids("e", "d"));
        assertThat(Stage.userIds(second.getMembers())).isEqualTo(stage.ids("c", "b"));
        assertThat(Stage.userIds(last.getMembers())).isEqualTo(stage.ids("a"));
        assertThat(last.getNext()).isNull();
        assertThat(Stage.userIds(query(all().limit(2).prev(last.getPrev())).getMembers())).isEqualTo(stage.ids("c", "b"));
    }

    @Test
    void membersOfOtherCallsAreNotFound() throws Exception {
        stage.create(stage.call("livestream", "c"), stage.byHost().members(List.of(stage.member("a"))));

        QueryCallMembersResponse answer = query(QueryCallMembersRequest.builder().type("livestream").id(stage.id("c")));

        assertThat(Stage.userIds(answer.getMembers())).isEqualTo(stage.ids("a"));
    }

    private List<String> find(Map<String, Object> filter) throws StreamException {
        return Stage.userIds(query(all().filterConditions(filter).sort(List.of(Stage.by("user_id", 1)))).getMembers());
    }

    private QueryCallMembersRequest.QueryCallMembersRequestBuilder all() {
        return QueryCallMembersRequest.builder().type("default").id(stage.id("c"));
    }

    private QueryCallMembersResponse query(QueryCallMembersRequest.QueryCallMembersRequestBuilder query)
            throws StreamException {
        return stage.sdk().video().queryCallMembers(query.build()).execute().getData();
    }

    private void update(UpdateCallMembersRequest.UpdateCallMembersRequestBuilder members) throws StreamException {
        call.updateCallMembers(members.build());
    }
}
