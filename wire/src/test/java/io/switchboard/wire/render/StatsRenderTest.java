package io.switchboard.wire.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.events.CallEvent.FeedbackSubmitted;
import io.switchboard.events.Cid;
import io.switchboard.events.call.Attendance;
import io.switchboard.events.call.CallSession;
import io.switchboard.events.call.Feedback;
import io.switchboard.events.call.Ratings;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is told of a session: everything the SDKs declare mandatory, and nothing that is not known. */
class StatsRenderTest {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Cid CID = new Cid("default", "c-1");
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Ratings RATED = new Ratings(2, 7, Optional.of(2));
    private static final Ratings UNRATED = new Ratings(0, 0, Optional.empty());

    private static CallSession session(Optional<Instant> endedAt, Ratings ratings) {
        return new CallSession("s", Optional.of(START), endedAt, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), 1, new TreeMap<>(), new Attendance(5, 3, 2, 1, 2), ratings);
    }

    @Test
    void a_report_tells_users_joins_and_ratings_apart() {
        JsonNode report = fields(g -> SessionRenderer.writeReport(g, TimeStyle.RFC3339,
                session(Optional.of(START.plusSeconds(90)), RATED), START.plusSeconds(500)));
        assertThat(report).isEqualTo(object("""
                {'session_id':'s','report':{
                  'call':{'score':0,'started_at':'2026-11-22T10:00:00Z','ended_at':'2026-11-22T10:01:30Z',
                    'duration_seconds':90,'peak_participants':3,'total_joins':5},
                  'participants':{'sum':5,'unique':2,'max_concurrent':3},
                  'user_ratings':{'average':3.5,'count':2}}}"""));
    }

    @Test
    void without_ratings_a_report_has_none_and_their_average_is_zero() {
        JsonNode report = fields(g -> SessionRenderer.writeReport(g, TimeStyle.NANOS,
                session(Optional.empty(), UNRATED), START));
        assertThat(report.at("/report/user_ratings")).isEqualTo(object("{'average':0.0,'count':0}"));
    }

    @Test
    void a_summary_of_a_running_session_lasts_until_now_and_is_not_rated_unless_it_is() {
        JsonNode summary = one(g -> StatsRenderer.writeSummary(g, TimeStyle.RFC3339, CID, START.minusSeconds(5),
                session(Optional.empty(), UNRATED), START.plusSeconds(30)));
        assertThat(summary).isEqualTo(object("""
                {'call_cid':'default:c-1','call_session_id':'s','call_status':'active','call_duration_seconds':30,
                 'first_stats_time':'2026-11-22T10:00:00Z','created_at':'2026-11-22T09:59:55Z'}"""));
    }

    @Test
    void the_counts_of_an_unrated_session_leave_ratings_out() {
        JsonNode stats = one(g -> StatsRenderer.writeSession(g, TimeStyle.RFC3339, CID,
                session(Optional.empty(), UNRATED), START));
        assertThat(stats).isEqualTo(object("""
                {'call_type':'default','call_id':'c-1','call_session_id':'s','call_started_at':'2026-11-22T10:00:00Z',
                 'generated_at':'2026-11-22T10:00:00Z','counts':{'live_sessions':1,'sessions':5,'participants':2,
                 'peak_concurrent_sessions':3,'peak_concurrent_users':2,'publishers':0,'sfus_used':0}}"""));
    }

    @Test
    void feedback_has_every_mandatory_field_even_if_little_was_said() {
        FeedbackSubmitted said = new FeedbackSubmitted(Optional.empty(), Optional.empty(), Optional.empty(), 4,
                Optional.empty(), "web", "1.0", MAPPER.createObjectNode());
        assertThat(one(g -> StatsRenderer.writeFeedback(g, CID, new Feedback(2, START, said)))).isEqualTo(object("""
                {'cid':'default:c-1','session_id':'','user_id':'','rating':4,'reason':'','sdk':'web','sdk_version':'1.0',
                 'custom':{},'platform':{'browser':{},'device':{},'os':{}}}"""));
    }

    private static JsonNode fields(Consumer<JsonGenerator> writing) {
        return one(g -> {
            g.writeStartObject();
            writing.accept(g);
            g.writeEndObject();
        });
    }

    private static JsonNode one(Consumer<JsonGenerator> writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator g = MAPPER.createGenerator(text)) {
            writing.accept(g);
        }
        return MAPPER.readTree(text.toString());
    }

    private static JsonNode object(String text) {
        return MAPPER.readTree(text.replace('\'', '"'));
    }
}
