package io.switchboard.standalone.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.getstream.models.framework.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What the SDK's own objects hide: headers, encodings, and whether a value is null or absent. */
@ExtendWith(SwitchboardServer.class)
class JavaSdkWireTest {

    private final Stage stage;

    JavaSdkWireTest(RunningSwitchboard switchboard) {
        stage = new Stage(switchboard);
    }

    @Test
    void timesAreNanosecondsForServersAndTextForClients() throws Exception {
        Instant before = Instant.now().minusSeconds(1);
        stage.create("default", "c");

        JsonNode nanos = stage.get("/api/v2/video/call/default/" + stage.id("c")).body().get("call").get("created_at");
        JsonNode text = stage.get("/video/call/default/" + stage.id("c")).body().get("call").get("created_at");

        assertThat(nanos.isIntegralNumber()).as("%s", nanos).isTrue();
        Instant created = Instant.ofEpochSecond(nanos.longValue() / 1_000_000_000, nanos.longValue() % 1_000_000_000);
        assertThat(created).isBetween(before, Instant.now().plusSeconds(1));
        assertThat(text.isString()).as("%s", text).isTrue();
        assertThat(Duration.between(Instant.parse(text.stringValue()), created).abs()).isLessThan(Duration.ofMillis(1));
    }

    @Test
    void unsetTimesAreExplicitNullsAndUnsetNamesAreAbsent() throws Exception {
        stage.users("john");
        stage.create(stage.call("default", "c"), stage.byHost().members(List.of(stage.member("john"))));

        JsonNode answer = stage.get("/api/v2/video/call/default/" + stage.id("c")).body();

        for (String field : new String[] {"starts_at", "ended_at", "session"}) {
            assertThat(answer.get("call").has(field)).as(field).isTrue();
            assertThat(answer.get("call").get(field).isNull()).as(field).isTrue();
        }
        assertThat(answer.get("call").has("team")).isFalse();
        JsonNode member = answer.get("members").get(0);
        assertThat(member.has("role")).isFalse();
        assertThat(member.has("deleted_at")).isFalse();
        assertThat(member.get("user").has("name")).isFalse();
        assertThat(member.get("user").has("image")).isFalse();
    }

    @Test
    void everyAnswerTellsTheRateLimitAndWhatRemainsFalls() throws Exception {
        Date thisSecond = Date.from(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        List<RateLimit> limits = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            limits.add(stage.sdk().video().queryCalls().execute().getRateLimit());
        }

        assertThat(limits).allSatisfy(limit -> {
            assertThat(limit.getLimit()).isPositive();
            assertThat(limit.getRemaining()).isBetween(0, limit.getLimit());
            assertThat(limit.getReset()).isAfterOrEqualTo(thisSecond);
        });
        // A new window may begin between two of the three, but not between both pairs.
        assertThat(limits.get(1).getRemaining() < limits.get(0).getRemaining()
                || limits.get(2).getRemaining() < limits.get(1).getRemaining()).as("remaining falls: %s", limits).isTrue();
    }

    @Test
    void refusalsTellTheRateLimitToo() throws Exception {
        Answer answer = stage.get("/api/v2/video/call/default/" + stage.id("never"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("x-ratelimit-limit").orElseThrow()).matches("\\d+");
        assertThat(answer.header("x-ratelimit-remaining").orElseThrow()).matches("\\d+");
        assertThat(answer.header("x-ratelimit-reset").orElseThrow()).matches("\\d+");
    }
}
