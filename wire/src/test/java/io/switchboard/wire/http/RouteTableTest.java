package io.switchboard.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchboard.wire.render.TimeStyle;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

class RouteTableTest {

    private static final Endpoint CREATE = endpoint(HttpMethod.POST, "/video/call/{type}/{id}", Operation.GetOrCreateCall);
    private static final Endpoint MARK = endpoint(HttpMethod.POST, "/video/call/{type}/stats", Operation.EndCall);
    private static final Endpoint MEMBERS = endpoint(HttpMethod.POST, "/video/call/stats/{id}/members",
            Operation.UpdateCallMembers);
    private static final Endpoint USERS = endpoint(HttpMethod.POST, "/users", Operation.UpdateUsers);

    private final RouteTable routes = new RouteTable(List.of(CREATE, MARK, MEMBERS, USERS));

    @Test
    void video_paths_are_served_under_both_prefixes_and_others_under_one() {
        assertThat(match("/api/v2/video/call/default/x")).isEqualTo(
                new RouteTable.Match.Found(CREATE, Map.of("type", "default", "id", "x"), TimeStyle.NANOS));
        assertThat(match("/video/call/default/x")).isEqualTo(
                new RouteTable.Match.Found(CREATE, Map.of("type", "default", "id", "x"), TimeStyle.RFC3339));
        assertThat(match("/api/v2/users")).isEqualTo(
                new RouteTable.Match.Found(USERS, Map.of(), TimeStyle.NANOS));
        assertThat(match("/users")).isEqualTo(new RouteTable.Match.NotFound());
    }

    @Test
    void a_literal_wins_over_a_variable_but_does_not_hide_what_only_the_variable_leads_to() {
        assertThat(match("/video/call/default/stats")).isEqualTo(
                new RouteTable.Match.Found(MARK, Map.of("type", "default"), TimeStyle.RFC3339));
        assertThat(match("/video/call/stats/x")).isEqualTo(
                new RouteTable.Match.Found(CREATE, Map.of("type", "stats", "id", "x"), TimeStyle.RFC3339));
    }

    @Test
    void variables_are_decoded_after_the_path_is_split() {
        assertThat(match("/video/call/a%2Fb/%C3%A9+%20")).isEqualTo(
                new RouteTable.Match.Found(CREATE, Map.of("type", "a/b", "id", "é+ "), TimeStyle.RFC3339));
    }

    @Test
    void two_endpoints_for_the_same_request_are_a_mistake() {
        Endpoint other = endpoint(HttpMethod.POST, "/video/call/{t}/{i}", Operation.UpdateCall);
        assertThatThrownBy(() -> new RouteTable(List.of(CREATE, other))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("GetOrCreateCall").hasMessageContaining("UpdateCall");
    }

    private RouteTable.Match match(String path) {
        return routes.match("POST", path);
    }

    private static Endpoint endpoint(HttpMethod method, String path, Operation operation) {
        return new Endpoint(method, path, operation, Access.ANYONE, request -> ApiAnswer.ok((g, style) -> { }));
    }
}
