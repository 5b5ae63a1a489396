package io.switchboard.standalone.sdk;

import static io.switchboard.standalone.sdk.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.models.ActiveCallsSummary;
import io.getstream.models.CallStatsReportSummaryResponse;
import io.getstream.models.CollectUserFeedbackRequest;
import io.getstream.models.QueryCallStatsRequest;
import io.getstream.models.QueryUserFeedbackRequest;
import io.getstream.models.QueryUserFeedbackResponse;
import io.getstream.models.ReportResponse;
import io.getstream.models.UserFeedbackResponse;
import io.getstream.services.Call;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an application's server is told about sessions that were held, and about what people thought of them. */
@ExtendWith(SwitchboardServer.class)
class JavaSdkStatsTest {

    private final Stage stage;
    private Call call;
    private String session;

    JavaSdkStatsTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
    }

    /** John is in with two devices, jack with one, and it is rated twice. */
    @BeforeEach
    void thereIsACallThatIsHeldAndRated() throws Exception {
        stage.users("host", "john", "jack");
        call = stage.call("default", "c");
        stage.create(call, stage.byHost());
        for (String name : List.of("john", "john", "jack")) {
            assertThat(stage.app(name).join(stage.path("default", "c")).status()).isEqualTo(201);
        }
        session = call.get().getData().getCall().getCurrentSessionID();
        for (int rating : List.of(2, 5)) {
            call.collectUserFeedback(CollectUserFeedbackRequest.builder().rating(rating).sdk("stream-java")
                    .sdkVersion("4.1.1").custom(Map.of("room", 7)).build());
        }
    }

    @Test
    void aReportCountsUsersOnceJoinsEachAndRatings() throws Exception {
        ReportResponse report = call.getCallReport().getData().getReport();

        assertThat(report.getParticipants().getUnique()).isEqualTo(2);
        assertThat(report.getParticipants().getSum()).isEqualTo(3);
        assertThat(report.getParticipants().getMaxConcurrent()).isEqualTo(3);
        assertThat(report.getUserRatings().getAverage()).isEqualTo(3.5);
        assertThat(report.getUserRatings().getCount()).isEqualTo(2);
    }

    @Test
    void callStatsSummariseTheSessionsOfACall() throws Exception {
        CallStatsReportSummaryResponse running = summary();
        assertThat(running.getCallSessionID()).isEqualTo(session);
        assertThat(running.getCallStatus()).isEqualTo("active");
        assertThat(running.getMinUserRating()).isEqualTo(2);
        assertThat(running.getQualityScore()).as("there is no media to score").isNull();
        assertThat(running.getFirstStatsTime())
                .isEqualTo(call.get().getData().getCall().getSession().getStartedAt());

        call.end();

        assertThat(summary().getCallStatus()).isEqualTo("ended");
    }

    private CallStatsReportSummaryResponse summary() throws Exception {
        List<CallStatsReportSummaryResponse> reports = stage.sdk().video().queryCallStats(QueryCallStatsRequest.builder()
                .filterConditions(Map.of("call_cid", stage.cid("default", "c"))).build()).execute().getData().getReports();
        assertThat(reports).hasSize(1);
        return reports.getFirst();
    }

    @Test
    void feedbackIsFilteredSortedAndPaged() throws Exception {
        QueryUserFeedbackResponse first = feedback(Map.of("session_id", session), null);
        assertThat(first.getUserFeedback()).singleElement().satisfies(low -> {
            assertThat(low.getRating()).isEqualTo(2);
            assertThat(low.getCid()).isEqualTo(stage.cid("default", "c"));
            assertThat(low.getSdk()).isEqualTo("stream-java");
            assertThat(low.getCustom()).isEqualTo(Map.of("room", 7));
            assertThat(low.getPlatform().getBrowser().getName()).isNull();
        });
        QueryUserFeedbackResponse second = feedback(Map.of("session_id", session), first.getNext());
        assertThat(second.getUserFeedback()).extracting(UserFeedbackResponse::getRating).containsExactly(5);
        assertThat(second.getNext()).isNull();
        assertThat(feedback(Map.of("call_cid", stage.cid("default", "c"), "rating", Map.of("$gt", 2)), null)
                .getUserFeedback()).extracting(UserFeedbackResponse::getRating).containsExactly(5);
        refused(400, 4, () -> feedback(Map.of("mood", "good"), null));
    }

    private QueryUserFeedbackResponse feedback(Map<String, Object> filter, String next) throws Exception {
        return stage.sdk().video().queryUserFeedback(QueryUserFeedbackRequest.builder().filterConditions(filter)
                .sort(List.of(Stage.by("rating", 1))).limit(1).next(next).build()).execute().getData();
    }

    @Test
    void whatIsGoingOnIsCounted() throws Exception {
        ActiveCallsSummary summary = stage.sdk().video().getActiveCallsStatus().execute().getData().getSummary();

        assertThat(summary.getActiveCalls()).isPositive();
        assertThat(summary.getParticipants()).isGreaterThanOrEqualTo(3);
    }
}
