package io.switchboard.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.models.FullUserResponse;
import io.getstream.models.UpdateUsersRequest;
import io.getstream.models.UpdateUsersResponse;
import io.getstream.models.UserRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SwitchboardServer.class)
class JavaSdkUsersTest {

    private final Stage stage;

    JavaSdkUsersTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
    }

    @Test
    void upsertingUsersAnswersEveryUserUnderItsId() throws Exception {
        String john = stage.id("john");
        String friend = stage.id("my friend");
        String mail = "sacha." + stage.id("getstream") + "@example.com";
        Instant before = Instant.now();

        UpdateUsersResponse answer = stage.sdk().updateUsers(UpdateUsersRequest.builder().users(Map.of(
                john, UserRequest.builder().id(john).name("John Ünïcode 🎥").image("https://example.com/j.png")
                        .role("admin").language("en").teams(List.of("red"))
                        .custom(Map.of("born", "1990-01-02T03:04:05Z", "level", 3, "nested", Map.of("a", List.of(1, "b"))))
                        .build(),
                friend, UserRequest.builder().id(friend).build(),
                mail, UserRequest.builder().id(mail).build())).build()).execute().getData();

        assertThat(answer.getUsers()).containsOnlyKeys(john, friend, mail);
        assertThat(answer.getMembershipDeletionTaskID()).isEmpty();
        assertThat(answer.getDuration()).isNotBlank();
        FullUserResponse full = answer.getUsers().get(john);
        assertThat(full.getId()).isEqualTo(john);
        assertThat(full.getName()).isEqualTo("John Ünïcode 🎥");
        assertThat(full.getImage()).isEqualTo("https://example.com/j.png");
        assertThat(full.getRole()).isEqualTo("admin");
        assertThat(full.getLanguage()).isEqualTo("en");
        assertThat(full.getTeams()).containsExactly("red");
        assertThat(full.getCustom()).isEqualTo(
                Map.of("born", "1990-01-02T03:04:05Z", "level", 3, "nested", Map.of("a", List.of(1, "b"))));
        assertThat(full.getCreatedAt().toInstant()).isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
        FullUserResponse bare = answer.getUsers().get(friend);
        assertThat(bare.getName()).isNull();
        assertThat(bare.getRole()).isEqualTo("user");
        assertThat(bare.getLanguage()).isEmpty();
        assertThat(bare.getCustom()).isEmpty();
        assertThat(bare.getTeams()).isEmpty();
        assertThat(bare.getBlockedUserIds()).isEmpty();
        assertThat(bare.getDevices()).isEmpty();
        assertThat(bare.getMutes()).isEmpty();
        assertThat(bare.getChannelMutes()).isEmpty();
        assertThat(bare.getTotalUnreadCount()).isZero();
        assertThat(bare.getBanned()).isFalse();
        assertThat(bare.getOnline()).isFalse();
    }

    @Test
    void upsertingAUserAgainReplacesItsCustomDataAndKeepsItsCreationTime() throws Exception {
        String john = stage.id("john");
        FullUserResponse first = stage.upsert(UserRequest.builder().id(john).name("John")
                .custom(Map.of("color", "blue", "size", 1)).build()).get(john);

        FullUserResponse second = stage.upsert(UserRequest.builder().id(john).name("Johnny")
                .custom(Map.of("color", "red")).build()).get(john);

        assertThat(second.getName()).isEqualTo("Johnny");
        assertThat(second.getCustom()).isEqualTo(Map.of("color", "red"));
        assertThat(second.getCreatedAt()).isEqualTo(first.getCreatedAt());
        assertThat(second.getUpdatedAt()).isAfterOrEqualTo(first.getUpdatedAt());
    }
}
