package io.switchboard.standalone.sdk;

import static io.switchboard.standalone.sdk.Refusal.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.models.CollectUserFeedbackRequest;
import io.getstream.models.SendCallEventRequest;
import io.getstream.models.VideoPinRequest;
import io.getstream.models.VideoUnpinRequest;
import io.getstream.services.Call;
import io.switchboard.events.CallEvent.CustomEventSent;
import io.switchboard.events.CallEvent.FeedbackSubmitted;
import io.switchboard.events.CallEvent.ParticipantPinned;
import io.switchboard.events.CallEvent.ParticipantUnpinned;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is sent into a call and only seen downstream: events, pins, feedback. */
@ExtendWith(SwitchboardServer.class)
class JavaSdkInteractionTest {

    private final Stage stage;
    private Call call;

    JavaSdkInteractionTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
    }

    @BeforeEach
    void thereIsACall() throws Exception {
        stage.users("host", "john");
        call = stage.call("default", "c");
        stage.create("default", "c");
    }

    @Test
    void anEventOfTheApplicationsOwnIsInTheLogAsItWasSent() throws Exception {
        call.sendCallEvent(SendCallEventRequest.builder().userID(stage.id("john"))
                .custom(Map.of("render-animation", "balloons", "count", 3, "at", Map.of("x", 0.5))).build());

        assertThat(stage.history("default", "c", CustomEventSent.class)).singleElement().satisfies(sent -> {
            assertThat(sent.userId()).isEqualTo(stage.id("john"));
            assertThat(sent.custom().get("render-animation").stringValue()).isEqualTo("balloons");
            assertThat(sent.custom().get("count").intValue()).isEqualTo(3);
            assertThat(sent.custom().at("/at/x").doubleValue()).isEqualTo(0.5);
        });
    }

    @Test
    void anEventNeedsASenderWhoExistsAndABoundedSize() throws Exception {
        refused(400, 4, () -> call.sendCallEvent(SendCallEventRequest.builder().custom(Map.of("a", 1)).build()))
                .contains("either user or user_id must be provided when using server side auth.");
        refused(400, 4, () -> call.sendCallEvent(SendCallEventRequest.builder().userID(stage.id("ghost"))
                .custom(Map.of("a", 1)).build())).contains(stage.id("ghost"));
        refused(400, 4, () -> call.sendCallEvent(SendCallEventRequest.builder().userID(stage.id("john"))
                .custom(Map.of("a", "x".repeat(6_000))).build())).contains("custom");

        assertThat(stage.history("default", "c", CustomEventSent.class)).isEmpty();
    }

    @Test
    void aVideoIsPinnedForEveryoneAndUnpinned() throws Exception {
        String session = stage.app("john").join(stage.path("default", "c")).body().get("user_session_id").stringValue();

        call.videoPin(VideoPinRequest.builder().sessionID(session).userID(stage.id("john")).build());
        call.videoUnpin(VideoUnpinRequest.builder().sessionID(session).userID(stage.id("john")).build());

        assertThat(stage.history("default", "c")).contains(new ParticipantPinned(session, stage.id("john")),
                new ParticipantUnpinned(session, stage.id("john")));
    }

    @Test
    void feedbackOfTheServerBelongsToNoUserAndToTheLastSession() throws Exception {
        String session = stage.app("john").join(stage.path("default", "c")).body().at("/call/session/id").stringValue();

        call.collectUserFeedback(CollectUserFeedbackRequest.builder().rating(4).reason("echo").sdk("stream-java")
                .sdkVersion("4.1.1").custom(Map.of("platform", "linux")).build());

        assertThat(stage.history("default", "c", FeedbackSubmitted.class)).singleElement().satisfies(feedback -> {
            assertThat(feedback.userId()).isEmpty();
            assertThat(feedback.sessionId()).contains(session);
            assertThat(feedback.rating()).isEqualTo(4);
            assertThat(feedback.reason()).contains("echo");
            assertThat(feedback.custom().get("platform").stringValue()).isEqualTo("linux");
        });
    }

    @Test
    void feedbackOfAUserIsHis() throws Exception {
        Answer answer = stage.app("john").post(stage.path("default", "c") + "/feedback",
                "{\"rating\":5,\"sdk\":\"web\",\"sdk_version\":\"1\"}");

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        assertThat(stage.history("default", "c", FeedbackSubmitted.class)).extracting(FeedbackSubmitted::userId)
                .containsExactly(Optional.of(stage.id("john")));
    }

    @Test
    void aRatingOutsideOfOneToFiveIsRefused() {
        for (int rating : new int[] {0, 6}) {
            refused(400, 4, () -> call.collectUserFeedback(CollectUserFeedbackRequest.builder().rating(rating)
                    .sdk("stream-java").sdkVersion("4.1.1").build())).contains("rating");
        }
    }
}
