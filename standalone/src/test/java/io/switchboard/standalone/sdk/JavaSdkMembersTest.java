package io.switchboard.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.exceptions.StreamException;
import io.getstream.models.MemberRequest;
import io.getstream.models.MemberResponse;
import io.getstream.models.UpdateCallMembersRequest;
import io.getstream.models.UserRequest;
import io.getstream.services.Call;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SwitchboardServer.class)
class JavaSdkMembersTest {

    private final Stage stage;

    JavaSdkMembersTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
    }

    @Test
    void addedMembersAreAnsweredInTheOrderOfTheRequest() throws Exception {
        stage.users("host", "sara", "emily");
        stage.upsert(UserRequest.builder().id(stage.id("adam")).name("Adam").build());
        Call call = callWithHost();
        Instant before = Instant.now();

        List<MemberResponse> added = update(call, stage.member("sara"), stage.member("emily", "admin"),
                MemberRequest.builder().userID(stage.id("adam")).role("speaker").custom(Map.of("seat", 7)).build());

        assertThat(Stage.userIds(added)).isEqualTo(stage.ids("sara", "emily", "adam"));
        assertThat(added).extracting(MemberResponse::getRole).containsExactly(null, "admin", "speaker");
        assertThat(added.get(2).getCustom()).isEqualTo(Map.of("seat", 7));
        assertThat(added.get(2).getUser().getName()).isEqualTo("Adam");
        assertThat(added.get(0).getCustom()).isEmpty();
        assertThat(added.get(0).getDeletedAt()).isNull();
        assertThat(added.get(0).getCreatedAt().toInstant()).isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
        assertThat(Stage.userIds(call.get().getData().getMembers())).as("a call lists the newest members first, then by id")
                .isEqualTo(stage.ids("adam", "emily", "sara", "host"));
    }

    @Test
    void aMembersRoleAndCustomDataCanBeChanged() throws Exception {
        stage.users("host", "sara");
        Call call = callWithHost();
        MemberResponse added = update(call, stage.member("sara")).getFirst();
        Stage.awaitAfter(added.getUpdatedAt());

        MemberResponse changed = update(call, MemberRequest.builder().userID(stage.id("sara")).role("admin")
                .custom(Map.of("color", "red")).build()).getFirst();

        assertThat(changed.getRole()).isEqualTo("admin");
        assertThat(changed.getCustom()).isEqualTo(Map.of("color", "red"));
        assertThat(changed.getCreatedAt()).as("the same membership").isEqualTo(added.getCreatedAt());
        assertThat(changed.getUpdatedAt()).isAfter(added.getUpdatedAt());
        assertThat(call.get().getData().getMembers()).hasSize(2).contains(changed);
    }

    @Test
    void removedMembersAreGone() throws Exception {
        stage.users("host", "sara", "emily");
        Call call = callWithHost();
        update(call, stage.member("sara"), stage.member("emily"));

        List<MemberResponse> answer = call.updateCallMembers(UpdateCallMembersRequest.builder()
                .removeMembers(stage.ids("sara")).build()).getData().getMembers();

        assertThat(answer).isEmpty();
        assertThat(Stage.userIds(call.get().getData().getMembers())).isEqualTo(stage.ids("emily", "host"));
    }

    @Test
    void oneRequestCanAddAndRemoveMembers() throws Exception {
        stage.users("host", "sara", "emily");
        Call call = callWithHost();
        update(call, stage.member("sara"));

        List<MemberResponse> answer = call.updateCallMembers(UpdateCallMembersRequest.builder()
                .updateMembers(List.of(stage.member("emily"))).removeMembers(stage.ids("sara")).build())
                .getData().getMembers();

        assertThat(Stage.userIds(answer)).isEqualTo(stage.ids("emily"));
        assertThat(Stage.userIds(call.get().getData().getMembers())).isEqualTo(stage.ids("emily", "host"));
    }

    private Call callWithHost() throws StreamException {
        Call call = stage.call("default", "c");
        stage.create(call, stage.byHost().members(List.of(stage.member("host"))));
        return call;
    }

    private static List<MemberResponse> update(Call call, MemberRequest... members) throws StreamException {
        return call.updateCallMembers(UpdateCallMembersRequest.builder().updateMembers(List.of(members)).build())
                .getData().getMembers();
    }
}
