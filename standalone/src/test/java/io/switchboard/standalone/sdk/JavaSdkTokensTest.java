package io.switchboard.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.models.UserRequest;
import io.getstream.models.framework.CallTokenClaims;
import io.getstream.services.framework.TokenBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What the tokens are good for that an application's server makes with the SDK and hands to its users. */
@ExtendWith(SwitchboardServer.class)
class JavaSdkTokensTest {

    private static final int AN_HOUR = 3600;

    private final RunningSwitchboard switchboard;
    private final Stage stage;
    private final TokenBuilder tokens;

    JavaSdkTokensTest(RunningSwitchboard switchboard) {
        this.switchboard = switchboard;
        stage = new Stage(switchboard);
        tokens = stage.sdk().tokenBuilder();
    }

    @Test
    void aUserTokenOpensACallWithTheCapabilitiesOfItsUser() throws Exception {
        stage.users("john", "jack");
        stage.create(stage.call("default", "c"), stage.byHost().members(List.of(stage.member("jack", "admin"))));

        List<String> stranger = capabilities(userApp("john").get(path("default", "c")));
        List<String> admin = capabilities(userApp("jack").get(path("default", "c")));

        assertThat(stranger).contains("join-call", "read-call").doesNotContain("update-call", "mute-users");
        assertThat(admin).containsAll(stranger).contains("update-call", "mute-users");
    }

    @Test
    void whatAUserMayNotDoIsRefusedAndChangesNothing() throws Exception {
        stage.users("john");
        stage.create(stage.call("default", "c"), stage.byHost().custom(Map.of("color", "blue")));

        Answer refused = userApp("john").patch(path("default", "c"), "{\"custom\":{\"color\":\"red\"}}");

        assertRefused(refused, 403, 17);
        assertThat(stage.call("default", "c").get().getData().getCall().getCustom()).isEqualTo(Map.of("color", "blue"));
        assertThat(userApp("host").patch(path("default", "c"), "{\"custom\":{\"color\":\"red\"}}").status())
                .as("the creator may").isEqualTo(200);
        assertThat(stage.find(Map.of("custom.color", "red", "id", stage.id("c")))).hasSize(1);
    }

    @Test
    void aCallTokenOpensACallThatItsUserCouldNotSee() throws Exception {
        String guest = stage.id("guest");
        stage.upsert(UserRequest.builder().id(guest).role("guest").build());
        stage.create("livestream", "c");
        stage.create("livestream", "other");
        UserApp without = userApp("guest");
        UserApp with = new UserApp(switchboard, tokens.createCallToken(
                new CallTokenClaims(guest, "host", List.of(stage.cid("livestream", "c")), AN_HOUR)));

        assertRefused(without.get(path("livestream", "c")), 403, 17);
        assertThat(cids(without)).isEmpty();
        assertThat(capabilities(with.get(path("livestream", "c")))).contains("update-call");
        assertThat(cids(with)).containsExactly(stage.cid("livestream", "c"));
        assertRefused(with.get(path("livestream", "other")), 403, 17);
    }

    @Test
    void aTokenThatIsExpiredOrOfAnotherApplicationOpensNothing() throws Exception {
        stage.users("john");
        stage.create("default", "c");
        String expired = tokens.createToken(stage.id("john"), -AN_HOUR);
        String foreign = TokenBuilder.createToken("another-secret-".repeat(3), stage.id("john"), AN_HOUR);

        assertRefused(new UserApp(switchboard, expired).get(path("default", "c")), 401, 40);
        assertRefused(new UserApp(switchboard, foreign).get(path("default", "c")), 401, 43);
        assertRefused(new UserApp(switchboard, "no token").get(path("default", "c")), 401, 5);
    }

    private UserApp userApp(String name) {
        return new UserApp(switchboard, tokens.createToken(stage.id(name)));
    }

    private String path(String type, String name) {
        return "/video/call/" + type + "/" + stage.id(name);
    }

    private List<String> cids(UserApp app) throws IOException {
        Answer answer = app.post("/video/calls",
                "{\"filter_conditions\":{\"created_by_user_id\":\"" + stage.id("host") + "\"}}");
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.body().get("calls").valueStream().map(state -> state.get("call").get("cid").stringValue()).toList();
    }

    private static List<String> capabilities(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body().get("own_capabilities").valueStream().map(JsonNode::stringValue).toList();
    }

    private static void assertRefused(Answer answer, int status, int code) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(answer.body().get("code").intValue()).as("%s", answer.body()).isEqualTo(code);
    }
}
