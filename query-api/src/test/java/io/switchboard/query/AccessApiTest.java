package io.switchboard.query;

import static io.switchboard.query.QueryApiServer.CALLS;
import static io.switchboard.query.QueryApiServer.MEMBERS;
import static io.switchboard.query.QueryApiServer.at;
import static io.switchboard.query.QueryApiServer.created;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.CallEvent.CallCreated;
import io.switchboard.events.Cid;
import io.switchboard.events.Topics;
import io.switchboard.events.app.AppSettings;
import io.switchboard.events.app.AppSettingsCodec;
import io.switchboard.events.calltype.CallType;
import io.switchboard.events.calltype.CallTypeCodec;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.testing.Facts;
import io.switchboard.events.user.User;
import io.switchboard.events.user.UserStatus;
import io.switchboard.events.user.UserStatus.Ban;
import io.switchboard.events.user.UserTies;
import io.switchboard.query.QueryApiServer.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What changes of call types, settings and users mean for the next query, and queries about users themselves. */
class AccessApiTest {

    private static final String USERS = "/api/v2/users";

    @TempDir
    static Path folder;

    private static QueryApiServer server;

    @BeforeAll
    static void start() throws Exception {
        server = QueryApiServer.start(folder);
        server.log().putUser("john", "user");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aChangedCallTypeChangesAtOnceWhatAUserSeesAndMayDo() throws Exception {
        server.log().append(new CallHistory(new Cid("clinic", "room")).append(created("ann"), at(-100)));
        String mine = "{\"filter_conditions\":{\"cid\":\"clinic:room\"}}";
        String members = "{\"type\":\"clinic\",\"id\":\"room\"}";
        assertThat(server.askAs("john", CALLS, mine).cids()).isEmpty();
        for (int round = 0; round < 20; round++) {
            putType("clinic", "read-call", "end-call");
            Answer open = server.askAs("john", CALLS, mine);
            assertThat(open.cids()).containsExactly("clinic:room");
            assertThat(open.body().at("/calls/0/own_capabilities").toString()).isEqualTo("[\"end-call\",\"read-call\"]");
            assertThat(server.askAs("john", MEMBERS, members).status()).isEqualTo(201);
            if (round % 2 == 0) {
                putType("clinic", "join-call");
            } else {
                server.log().put(Topics.CALL_TYPES, "clinic", CallTypeCodec.encodeDeleted("clinic", at(0)));
            }
            assertThat(server.askAs("john", CALLS, mine).cids()).isEmpty();
            assertThat(server.askAs("john", MEMBERS, members).status()).isEqualTo(403);
        }
        assertThat(server.askAs("ann", CALLS, mine).body().at("/calls/0/own_capabilities")).isEmpty();
        assertThat(server.ask(CALLS, mine).cids()).containsExactly("clinic:room");
    }

    @Test
    void aUserGoesOnPagingWhenGrantsChangeBetweenPages() throws Exception {
        putType("paged", "read-call");
        for (int i = 0; i < 4; i++) {
            server.log().append(new CallHistory(new Cid("paged", "p" + i)).append(created("ann"), at(-300 - i)));
        }
        String page = "{\"filter_conditions\":{\"type\":\"paged\"},\"limit\":2%s}";
        Answer first = server.askAs("john", CALLS, page.formatted(""));
        assertThat(first.cids()).containsExactly("paged:p0", "paged:p1");
        String rest = page.formatted(",\"next\":\"" + first.body().get("next").stringValue() + "\"");
        putType("another", "read-call");
        assertThat(server.askAs("john", CALLS, rest).cids()).containsExactly("paged:p2", "paged:p3");
        putType("paged", "join-call");
        Answer closed = server.askAs("john", CALLS, rest);
        assertThat(closed.status()).isEqualTo(201);
        assertThat(closed.cids()).isEmpty();
    }

    @Test
    void aDeactivatedUserAsksForNothing() throws Exception {
        server.log().putUser("gone", "user");
        assertThat(server.askAs("gone", CALLS, "{}").status()).isEqualTo(201);
        server.log().put(User.blank("gone", at(0)).with(UserStatus.GOOD.withDeactivatedAt(Optional.of(at(1)))));
        Answer refused = server.askAs("gone", CALLS, "{}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().get("code").intValue()).isEqualTo(17);
    }

    @Test
    void withTenantsAUserSeesCallsOfHisTeams() throws Exception {
        server.log().append(new CallHistory(new Cid("audio_room", "red-room")).append(new CallCreated("ann", Optional.of("red"),
                Optional.empty(), Facts.json("{}"), Facts.json("{}"), List.of(), false, Optional.empty(),
                Optional.empty()), at(-200)));
        server.log().putUser("rita", "user", "red");
        server.log().putUser("bert", "user", "blue");
        String red = "{\"filter_conditions\":{\"team\":\"red\"}}";
        assertThat(server.askAs("bert", CALLS, red).cids()).containsExactly("audio_room:red-room");
        server.log().put(Topics.APP_SETTINGS, AppSettings.NAME, AppSettingsCodec.encode(new AppSettings(
                Facts.json("{\"multi_tenant_enabled\":true}"), List.of(), List.of(), at(0), at(0))));
        try {
            assertThat(server.askAs("bert", CALLS, red).cids()).isEmpty();
            assertThat(server.askAs("rita", CALLS, "{}").cids()).containsExactly("audio_room:red-room");
        } finally {
            server.log().put(Topics.APP_SETTINGS, AppSettings.NAME, AppSettingsCodec.encode(AppSettings.defaults()));
        }
    }

    private static void putType(String name, String... grants) {
        server.log().put(Topics.CALL_TYPES, name, CallTypeCodec.encode(new CallType(name, Facts.json("{}"),
                Map.of("user", List.of(grants)), at(0), at(0))));
    }

    @Test
    void usersAreFoundSortedAndPaged() throws Exception {
        for (String name : List.of("a", "b", "c", "d")) {
            server.log().putUser("page-" + name, "pager", name.equals("d") ? "red" : "blue");
        }
        String all = "{\"filter_conditions\":{\"role\":\"pager\"}%s}";
        assertThat(server.get(USERS, all.formatted("")).users()).containsExactly("page-a", "page-b", "page-c", "page-d");
        assertThat(server.get(USERS, all.formatted(",\"sort\":[{\"field\":\"id\",\"direction\":-1}],\"limit\":2,\"offset\":1"))
                .users()).containsExactly("page-c", "page-b");
        assertThat(server.get(USERS, all.formatted(",\"limit\":0")).users()).isEmpty();
        assertThat(server.get(USERS, "{\"filter_conditions\":{\"name\":{\"$autocomplete\":\"the page\"},"
                + "\"teams\":{\"$contains\":\"red\"}}}").users()).containsExactly("page-d");
        assertThat(server.get(USERS, "").users()).contains("john");
        assertThat(server.getAs("john", USERS, all.formatted("")).users()).hasSize(4);
    }

    @Test
    void usersAreSortedByWhatTheApplicationKeepsOfThem() throws Exception {
        putCustom("sorted-a", "{\"rank\":{\"level\":2}}");
        putCustom("sorted-b", "{\"rank\":{\"level\":\"high\"}}");
        putCustom("sorted-c", "{\"rank\":{\"level\":10}}");
        putCustom("sorted-d", "{}");
        String sorted = "{\"filter_conditions\":{\"id\":{\"$autocomplete\":\"sorted\"}},\"sort\":[{\"field\":\"custom.rank.level\","
                + "\"direction\":%d},{\"field\":\"id\"}]}";
        assertThat(server.get(USERS, sorted.formatted(1)).users())
                .containsExactly("sorted-a", "sorted-c", "sorted-b", "sorted-d");
        assertThat(server.get(USERS, sorted.formatted(-1)).users())
                .containsExactly("sorted-b", "sorted-c", "sorted-a", "sorted-d");
    }

    private static void putCustom(String id, String custom) {
        server.log().put(new User(id, "user", Optional.empty(), Optional.empty(), Facts.json(custom), List.of(),
                Optional.empty(), "", false, Optional.empty(), at(0), at(0)));
    }

    @Test
    void asManyIdsAsAListTakesFitIntoTheUrl() throws Exception {
        List<String> ids = IntStream.range(0, 500).mapToObj(i -> "%036d".formatted(i)).toList();
        server.log().putUser(ids.getLast(), "user");
        String named = "{\"filter_conditions\":{\"id\":{\"$in\":[\"" + String.join("\",\"", ids) + "\"]}}}";
        assertThat(server.get(USERS, named).users()).containsExactly(ids.getLast());
    }

    @Test
    void aPageHoldsTwentyFiveUsersUnlessAskedOtherwise() throws Exception {
        for (int i = 0; i < 27; i++) {
            server.log().putUser("crowd-" + i, "crowd");
        }
        assertThat(server.get(USERS, "{\"filter_conditions\":{\"role\":\"crowd\"}}").users()).hasSize(25);
        assertThat(server.get(USERS, "{\"filter_conditions\":{\"role\":\"crowd\"},\"limit\":100}").users()).hasSize(27);
    }

    @Test
    void withTenantsAUserFindsHimselfAndHisTeamsEvenByIdUnlessNothingIsChecked() throws Exception {
        server.log().putUser("tina", "user", "red");
        server.log().putUser("theo", "user", "red", "blue");
        server.log().putUser("tom", "user", "blue");
        server.log().putUser("tess", "user");
        String all = "{\"filter_conditions\":{\"id\":{\"$in\":[\"tina\",\"theo\",\"tom\",\"tess\"]}},\"sort\":[{\"field\":\"id\"}]}";
        try {
            set("{\"multi_tenant_enabled\":true}");
            assertThat(server.getAs("tina", USERS, all).users()).containsExactly("theo", "tina");
            assertThat(server.getAs("tess", USERS, all).users()).containsExactly("tess");
            assertThat(server.get(USERS, all).users()).hasSize(4);
            set("{\"multi_tenant_enabled\":true,\"disable_permissions_checks\":true}");
            assertThat(server.getAs("tina", USERS, all).users()).hasSize(4);
            set("{\"user_search_disallowed_roles\":[\"user\"]}");
            assertThat(server.getAs("tina", USERS, all).status()).isEqualTo(403);
        } finally {
            server.log().put(Topics.APP_SETTINGS, AppSettings.NAME, AppSettingsCodec.encode(AppSettings.defaults()));
        }
    }

    private static void set(String settings) {
        server.log().put(Topics.APP_SETTINGS, AppSettings.NAME, AppSettingsCodec.encode(new AppSettings(
                Facts.json(settings), List.of(), List.of(), at(0), at(0))));
    }

    @Test
    void aUserWrittenIsFoundByTheNextQueryUntilHeIsDeleted() throws Exception {
        for (int i = 0; i < 50; i++) {
            User user = User.blank("fresh-" + i, at(i));
            String mine = "{\"filter_conditions\":{\"id\":\"" + user.id() + "\"}}";
            server.log().put(user);
            assertThat(server.get(USERS, mine).users()).containsExactly(user.id());
            server.log().put(user.with(UserStatus.GOOD.withDeletedAt(Optional.of(at(i)))));
            assertThat(server.get(USERS, mine).users()).isEmpty();
        }
    }

    @Test
    void deactivatedUsersAreShownWhenAskedFor() throws Exception {
        server.log().put(User.blank("asleep", at(0)).with(UserStatus.GOOD.withDeactivatedAt(Optional.of(at(1)))));
        String filter = "{\"filter_conditions\":{\"id\":\"asleep\"}%s}";
        assertThat(server.get(USERS, filter.formatted("")).users()).isEmpty();
        assertThat(server.get(USERS, filter.formatted(",\"include_deactivated_users\":true")).users())
                .containsExactly("asleep");
    }

    @Test
    void bansAreListedWhileTheyHold() throws Exception {
        server.log().put(User.blank("rude", at(0)).with(UserStatus.GOOD.withBan(Optional.of(
                new Ban(false, Optional.of("john"), Optional.of("spam"), at(1), Optional.empty())))));
        server.log().put(User.blank("once-rude", at(0)).with(UserStatus.GOOD.withBan(Optional.of(
                new Ban(false, Optional.empty(), Optional.empty(), at(1), Optional.of(at(2)))))));
        Answer bans = server.get("/api/v2/chat/query_banned_users", "{\"filter_conditions\":{\"reason\":\"spam\"}}");
        assertThat(bans.texts("bans", "/user/id")).containsExactly("rude");
        assertThat(bans.texts("bans", "/banned_by/name")).containsExactly("The john");
        assertThat(server.get("/api/v2/chat/query_banned_users", "{}").texts("bans", "/user/id"))
                .doesNotContain("once-rude");
    }

    @Test
    void aUserSeesNeitherDevicesNorMutesOfOthers() throws Exception {
        server.log().put(User.blank("other", at(0)).with(new UserTies(List.of(new UserTies.Block("john", at(1))),
                List.of(new UserTies.Mute("john", at(1), at(1), Optional.empty())),
                List.of(new UserTies.Device("phone", "apn", Optional.empty(), false, at(1))))));
        Answer other = server.getAs("john", USERS, "{\"filter_conditions\":{\"id\":\"other\"}}");
        JsonNode shown = other.body().at("/users/0");
        for (String list : List.of("devices", "mutes", "channel_mutes")) {
            assertThat(shown.get(list).isArray()).as(list).isTrue();
            assertThat(shown.get(list)).as(list).isEmpty();
        }
        for (String count : List.of("total_unread_count", "unread_channels", "unread_count", "unread_threads")) {
            assertThat(shown.get(count).intValue()).as(count).isZero();
        }
        assertThat(shown.get("blocked_user_ids")).as("as it is in calls").hasSize(1);
        Answer self = server.getAs("other", USERS, "{\"filter_conditions\":{\"id\":\"other\"}}");
        assertThat(self.body().at("/users/0/devices")).hasSize(1);
        assertThat(self.body().at("/users/0/mutes")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{                                              | payload                          | payload: the body is not valid JSON",
        "[]                                             | payload                          | payload:",
        "{\"filter_conditions\":{\"nope\":1}}           | filter_conditions.nope           | unknown field 'nope'",
        "{\"filter_conditions\":{\"role\":{\"$ne\":\"x\"}}} | filter_conditions.role.$ne     | 'role' supports",
        "{\"limit\":101}                                | limit                            | limit must be 100 or less",
        "{\"offset\":1001}                              | offset                           | between 0 and 1000",
        "{\"presence\":\"yes\"}                          | presence                         | presence",
        "{\"filter_conditions\":{\"id\":{\"$nin\":\"x\"}}} | filter_conditions.id.$nin      | $nin takes a list",
        "{\"sort\":[{\"field\":\"teams\"}]}             | sort[0].field                    | custom.<path>",
        "{\"next\":\"abc\"}                              | next                             | QueryUsers has no next; go on with offset",
        "{\"prev\":\"abc\"}                              | prev                             | QueryUsers has no prev",
        "{\"sort\":[{\"field\":\"shoe\"}]}              | sort[0].field                    | cannot sort by 'shoe'",
        "{\"sort\":[{},{},{},{},{},{}]}                 | sort                             | at maximum 5 items"})
    void aBadQuestionAboutUsersNamesTheField(String payload, String field, String reason) throws Exception {
        Answer answer = server.get(USERS, payload);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("exception_fields").propertyNames()).contains(field);
        assertThat(answer.body().get("message").stringValue()).contains(reason);
    }
}
