package io.switchboard.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.getstream.exceptions.StreamException;
import io.getstream.models.AppResponseFields;
import io.getstream.models.CreateRoleRequest;
import io.getstream.models.DeleteCallRequest;
import io.getstream.models.GetRateLimitsRequest;
import io.getstream.models.GetTaskResponse;
import io.getstream.models.ListRolesResponse;
import io.getstream.models.PushProvider;
import io.getstream.models.Role;
import io.getstream.models.UpdateAppRequest;
import io.getstream.models.UpsertPushProviderRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The application's settings and what belongs to them, by the Java SDK. */
@ExtendWith(SwitchboardServer.class)
class JavaSdkAppTest {

    private final Stage stage;

    JavaSdkAppTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
    }

    @Test
    void settingsAreKeptAndShown() throws Exception {
        String role = stage.id("role");
        stage.sdk().updateApp(UpdateAppRequest.builder().webhookUrl("https://example.org/hook")
                .grants(Map.of(role, List.of("search-user"))).build()).execute();
        AppResponseFields app = stage.sdk().getApp().execute().getData().getApp();
        assertThat(app.getWebhookUrl()).isEqualTo("https://example.org/hook");
        assertThat(app.getGrants()).containsEntry(role, List.of("search-user"));
        assertThat(app.getCallTypes()).containsKeys("default", "livestream", "audio_room", "development");
        assertThat(app.getMultiTenantEnabled()).isFalse();
        assertThat(app.getSuspended()).isFalse();
    }

    @Test
    void aSettingThatWouldOpenTheDoorIsRefused() {
        StreamException refusal = catchThrowableOfType(StreamException.class,
                () -> stage.sdk().updateApp(UpdateAppRequest.builder().disableAuthChecks(true).build()).execute());
        assertThat(refusal.getMessage()).contains("disable_auth_checks: tokens are always checked");
    }

    @Test
    void rolesAreCreatedListedAndDeleted() throws Exception {
        String name = stage.id("nurse");
        assertThat(stage.sdk().createRole(CreateRoleRequest.builder().name(name).build()).execute().getData().getRole()
                .getCustom()).isTrue();
        ListRolesResponse roles = stage.sdk().listRoles().execute().getData();
        assertThat(roles.getRoles()).extracting(Role::getName).contains("admin", "user", name);
        stage.sdk().deleteRole(name).execute();
        assertThat(stage.sdk().listRoles().execute().getData().getRoles()).extracting(Role::getName)
                .doesNotContain(name);
    }

    @Test
    void permissionsAreListed() throws Exception {
        assertThat(stage.sdk().listPermissions().execute().getData().getPermissions())
                .anySatisfy(permission -> assertThat(permission.getId()).isEqualTo("join-call"));
        assertThat(stage.sdk().getPermission("join-call").execute().getData().getPermission().getAction())
                .isEqualTo("JoinCall");
    }

    @Test
    void pushProvidersAreKeptWithoutShowingTheirCredentials() throws Exception {
        String name = stage.id("main");
        stage.sdk().upsertPushProvider(UpsertPushProviderRequest.builder().pushProvider(PushProvider.builder()
                .type("firebase").name(name).firebaseCredentials("{}").description("d").build()).build()).execute();
        assertThat(stage.sdk().listPushProviders().execute().getData().getPushProviders())
                .filteredOn(provider -> provider.getName().equals(name)).singleElement().satisfies(provider -> {
                    assertThat(provider.getDescription()).isEqualTo("d");
                    assertThat(provider.getFirebaseCredentials()).isNull();
                });
        stage.sdk().deletePushProvider("firebase", name).execute();
    }

    @Test
    void aHardDeletedCallIsATaskThatIsDone() throws Exception {
        stage.users("host");
        stage.create("default", "standup");
        String task = stage.call("default", "standup").delete(DeleteCallRequest.builder().hard(true).build()).getData()
                .getTaskID();
        GetTaskResponse done = stage.sdk().getTask(task).execute().getData();
        assertThat(done.getStatus()).isEqualTo("completed");
        assertThat(done.getResult()).isEqualTo(Map.of(stage.cid("default", "standup"), Map.of("status", "ok")));
    }

    @Test
    void rateLimitsAreToldForWhateverIsAsked() throws Exception {
        var limits = stage.sdk().getRateLimits(GetRateLimitsRequest.builder().ServerSide(true)
                .Endpoints("QueryChannels,GetOrCreateCall").build()).execute().getData();
        assertThat(limits.getServerSide()).containsOnlyKeys("QueryChannels", "GetOrCreateCall");
        assertThat(limits.getServerSide().get("QueryChannels").getLimit()).isPositive();
        assertThat(limits.getWeb()).isNull();
    }
}
