package io.switchboard.query;

import static io.switchboard.query.QueryApiServer.created;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.CallEvent;
import io.switchboard.events.CallEvent.CallDeleted;
import io.switchboard.events.CallEvent.FeedbackSubmitted;
import io.switchboard.events.CallEvent.ParticipantJoined;
import io.switchboard.events.CallEvent.ParticipantLeft;
import io.switchboard.events.CallEvent.SessionEnded;
import io.switchboard.events.CallEvent.SessionStarted;
import io.switchboard.events.Cid;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.events.testing.Facts;
import io.switchboard.query.QueryApiServer.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What servers are told about sessions and their quality, over real HTTP and a real Kafka. */
class StatsApiTest {

    private static final String CALL_STATS = "/api/v2/video/call/stats";
    private static final String SESSION_STATS = "/api/v2/video/call_stats";
    private static final String FEEDBACK = "/api/v2/video/call/feedback";
    private static final String ACTIVE = "/api/v2/video/active_calls_status";

    @TempDir
    static Path folder;

    private static QueryApiServer server;

    /** Three calls: held twice and rated, held now by two, and one where nobody ever was. */
    @BeforeAll
    static void start() throws Exception {
        server = QueryApiServer.start(folder);
        append("twice", new SessionStarted("one"), joined("one", "phone", "anna"), joined("one", "laptop", "anna"),
                joined("one", "desk", "bob"), rated(2, "anna", "one"), new SessionEnded("one", "ended"),
                rated(5, "bob", "one"), new SessionStarted("two"), joined("two", "desk", "bob"),
                new SessionEnded("two", "ended"));
        append("now", new SessionStarted("three"), joined("three", "phone", "anna"), joined("three", "desk", "bob"),
                new ParticipantLeft("three", "desk", "bob", "left", 1));
        append("never", new FeedbackSubmitted(Optional.empty(), Optional.empty(), Optional.empty(), 3,
                Optional.of("nobody came"), "node", "2", Facts.json("{\"a\":1}")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void append(String id, CallEvent... events) {
        CallHistory history = new CallHistory(new Cid("default", id)).append(created("john"));
        List.of(events).forEach(history::append);
        server.log().append(history);
    }

    private static ParticipantJoined joined(String session, String device, String user) {
        return new ParticipantJoined(session, device, user, "user");
    }

    private static FeedbackSubmitted rated(int rating, String user, String session) {
        return new FeedbackSubmitted(Optional.of(user), Optional.of(session), Optional.empty(), rating, Optional.empty(),
                "web", "1", Facts.json("{}"));
    }

    private static String filter(String conditions) {
        return "{\"filter_conditions\":" + conditions.replace('\'', '"') + "}";
    }

    @Test
    void aSummaryTellsWhatIsKnownOfASessionAndLeavesOutWhatIsNot() throws Exception {
        Answer answer = server.ask(CALL_STATS, filter("{'call_cid':'default:twice','min_user_rating':{'$lte':3}}"));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().get("reports")).hasSize(1);
        JsonNode report = answer.body().at("/reports/0");
        assertThat(report.get("call_cid").stringValue()).isEqualTo("default:twice");
        assertThat(report.get("call_session_id").stringValue()).isEqualTo("one");
        assertThat(report.get("call_status").stringValue()).isEqualTo("ended");
        assertThat(report.get("call_duration_seconds").intValue()).isEqualTo(5);
        assertThat(report.get("min_user_rating").intValue()).isEqualTo(2);
        assertThat(report.get("first_stats_time").longValue())
                .isEqualTo(CallHistory.time(2).getEpochSecond() * 1_000_000_000L);
        assertThat(report.get("created_at").longValue()).isEqualTo(CallHistory.START.getEpochSecond() * 1_000_000_000L);
        assertThat(report.has("quality_score")).isFalse();
    }

    @Test
    void sessionsOfAllCallsAreListedPageByPage() throws Exception {
        List<String> sessions = new ArrayList<>();
        Answer page = server.ask(CALL_STATS, "{\"sort\":[{\"field\":\"call_cid\",\"direction\":1},"
                + "{\"field\":\"first_stats\",\"direction\":-1}],\"limit\":1}");
        sessions.addAll(page.texts("reports", "/call_session_id"));
        while (page.body().has("next")) {
            page = server.ask(CALL_STATS, "{\"limit\":1,\"next\":\"" + page.body().get("next").stringValue() + "\"}");
            sessions.addAll(page.texts("reports", "/call_session_id"));
        }
        assertThat(sessions).containsExactly("three", "two", "one");
        page = server.ask(CALL_STATS, "{\"limit\":2,\"prev\":\"" + page.body().get("prev").stringValue() + "\"}");
        assertThat(page.texts("reports", "/call_session_id")).containsExactly("three", "two");
        assertThat(page.body().has("prev")).isFalse();
        assertThat(server.ask("/video/call/stats", filter("{'call_cid':'default:now'}")).body()
                .at("/reports/0/first_stats_time").stringValue()).isEqualTo("2026-03-01T12:00:01Z");
    }

    @Test
    void sessionStatsCountDevicesAndUsersApart() throws Exception {
        Answer answer = server.ask(SESSION_STATS, filter("{'call_cid':{'$in':['default:twice','default:now']},"
                + "'counts.peak_concurrent_users':2,'is_active':false}"));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.texts("call_stats", "/call_session_id")).containsExactly("one");
        JsonNode one = answer.body().at("/call_stats/0");
        assertThat(one.get("call_type").stringValue()).isEqualTo("default");
        assertThat(one.get("call_id").stringValue()).isEqualTo("twice");
        assertThat(one.get("generated_at")).isEqualTo(one.get("call_ended_at"));
        assertThat(one.get("counts").toString()).isEqualTo("{\"live_sessions\":0,\"sessions\":3,\"participants\":2,"
                + "\"peak_concurrent_sessions\":3,\"peak_concurrent_users\":2,\"publishers\":0,\"sfus_used\":0,"
                + "\"min_user_rating\":2,\"avg_user_rating\":3.5}");
        assertThat(server.ask(SESSION_STATS, "{\"sort\":[{\"field\":\"session_ended_at\",\"direction\":-1}]}")
                .texts("call_stats", "/call_session_id")).as("what is not over comes last")
                .containsExactly("two", "one", "three");
    }

    @ParameterizedTest
    @ValueSource(strings = {"generated_at", "updated_at"})
    void sessionStatsAreFoundAndPagedByWhenTheyWereCounted(String field) throws Exception {
        String sorted = "{\"sort\":[{\"field\":\"" + field + "\",\"direction\":-1},{\"field\":\"call_cid\"}],\"limit\":1}";
        List<String> sessions = new ArrayList<>();
        Answer page = server.ask(SESSION_STATS, sorted);
        sessions.addAll(page.texts("call_stats", "/call_session_id"));
        while (page.body().has("next")) {
            page = server.ask(SESSION_STATS, "{\"limit\":1,\"next\":\"" + page.body().get("next").stringValue() + "\"}");
            sessions.addAll(page.texts("call_stats", "/call_session_id"));
        }
        assertThat(sessions).containsExactly("two", "one", "three");
        String shown = server.ask("/video/call_stats", filter("{'call_session_id':'three'}")).body()
                .at("/call_stats/0/generated_at").stringValue();
        assertThat(server.ask(SESSION_STATS, filter("{'" + field + "':'" + shown + "'}"))
                .texts("call_stats", "/call_session_id")).as("what is shown can be filtered by").containsExactly("three");
    }

    @Test
    void feedbackIsListedWithWhatItSays() throws Exception {
        Answer low = server.ask(FEEDBACK, filter("{'rating':{'$lt':4}}"));
        assertThat(low.status()).isEqualTo(201);
        assertThat(low.texts("user_feedback", "/cid")).containsExactlyInAnyOrder("default:twice", "default:never");
        JsonNode nobody = server.ask(FEEDBACK, filter("{'call_cid':'default:never'}")).body().at("/user_feedback/0");
        assertThat(nobody.toString()).isEqualTo("{\"cid\":\"default:never\",\"session_id\":\"\",\"user_id\":\"\","
                + "\"rating\":3,\"reason\":\"nobody came\",\"sdk\":\"node\",\"sdk_version\":\"2\",\"custom\":{\"a\":1},"
                + "\"platform\":{\"browser\":{},\"device\":{},\"os\":{}}}");
        assertThat(server.ask(FEEDBACK, filter("{'session_id':'one','user_id':'bob'}")).texts("user_feedback", "/user_id"))
                .containsExactly("bob");
    }

    @Test
    void whatIsGoingOnIsCounted() throws Exception {
        Answer answer = server.get(ACTIVE, "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("summary").toString()).isEqualTo("{\"active_calls\":1,\"participants\":1,"
                + "\"active_publishers\":0,\"active_subscribers\":0}");
        assertThat(answer.body().get("start_time")).isEqualTo(answer.body().get("end_time"));
        assertThat(answer.body().has("metrics")).isFalse();
    }

    @Test
    void whatWasWrittenIsSeenByTheNextQueryUntilTheCallIsDeleted() throws Exception {
        for (int i = 0; i < 20; i++) {
            CallHistory call = new CallHistory(new Cid("fresh", "call-" + i)).append(created("john"))
                    .append(new SessionStarted("s")).append(joined("s", "phone", "anna")).append(rated(4, "anna", "s"));
            server.log().append(call);
            String mine = filter("{'call_cid':'" + call.cid() + "'}");
            assertThat(server.ask(CALL_STATS, mine).body().at("/reports/0/call_status").stringValue()).isEqualTo("active");
            assertThat(server.ask(FEEDBACK, mine).body().get("user_feedback")).hasSize(1);
            assertThat(server.get(ACTIVE, "").body().at("/summary/active_calls").intValue()).isEqualTo(2);
            CallHistory rest = new CallHistory(call.cid());
            int before = call.size();
            call.append(new SessionEnded("s", "deleted")).append(new CallDeleted(true, Optional.empty()));
            call.events().subList(before, call.size()).forEach(event -> rest.append(event.envelope()));
            server.log().append(rest);
            assertThat(server.ask(CALL_STATS, mine).body().get("reports")).isEmpty();
            assertThat(server.ask(FEEDBACK, mine).body().get("user_feedback")).isEmpty();
            assertThat(server.get(ACTIVE, "").body().at("/summary/active_calls").intValue()).isEqualTo(1);
        }
    }

    @Test
    void aCursorOfOneListIsForeignToTheOthers() throws Exception {
        String next = server.ask(CALL_STATS, "{\"limit\":1}").body().get("next").stringValue();
        for (String other : List.of(SESSION_STATS, FEEDBACK)) {
            Answer answer = server.ask(other, "{\"next\":\"" + next + "\"}");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().get("message").stringValue()).contains("another filter or sort");
        }
    }

    @Test
    void anIdThatNoCallCanHaveFindsNothing() throws Exception {
        assertThat(server.ask(FEEDBACK, filter("{'call_cid':'standup'}")).body().get("user_feedback")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {CALL_STATS, SESSION_STATS, FEEDBACK})
    void statsAreNotForUsers(String path) throws Exception {
        assertThat(server.askAs("john", path, "{}").status()).isEqualTo(403);
    }

    @Test
    void howMuchIsGoingOnIsNotForUsers() throws Exception {
        assertThat(server.getAs("john", ACTIVE, "").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            stats    | {"filter_conditions":{"mood":1}}                        | filter_conditions.mood            | unknown field 'mood'
            stats    | {"filter_conditions":{"min_user_rating":"low"}}         | filter_conditions.min_user_rating | must be a number
            stats    | {"sort":[{"field":"quality_score"}]}                    | sort[0].field                     | cannot sort by 'quality_score'
            feedback | {"filter_conditions":{"rating":{"$gt":true}}}           | filter_conditions.rating.$gt      | must be a number
            feedback | {"limit":101}                                           | limit                             | limit must be 100 or less
            feedback | {"prev":"x"}                                            | prev                              | prev is not a cursor
            """)
    void aBadQuestionNamesTheField(String path, String body, String field, String reason) throws Exception {
        Answer answer = server.ask("/api/v2/video/call/" + path, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("code").intValue()).isEqualTo(4);
        assertThat(answer.body().get("exception_fields").propertyNames()).contains(field);
        assertThat(answer.body().get("message").stringValue()).contains(reason);
    }
}
