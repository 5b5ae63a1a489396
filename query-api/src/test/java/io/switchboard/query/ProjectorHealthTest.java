package io.switchboard.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.switchboard.events.Cid;
import io.switchboard.events.Topics;
import io.switchboard.events.testing.CallHistory;
import io.switchboard.projector.Progress;
import io.switchboard.projector.Projector;
import io.switchboard.projector.ProjectorConfig;
import io.switchboard.projector.page.CursorCodec;
import io.switchboard.wire.service.Unready;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** What the read side says of itself, over a real Kafka. An open transaction keeps it from the end of the log. */
@Timeout(120)
class ProjectorHealthTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void untilItIsAtTheEndOfTheLogItIsOutOfServiceAndTellsHowFarItIs() throws Exception {
        try (QueryLog log = new QueryLog(folder.resolve("kafka")); Projector projector = projector(log)) {
            ProjectorHealth health = new ProjectorHealth(projector);
            assertThat(health.health()).isEqualTo(Health.outOfService().withDetail("state", "created")
                    .withDetail(Unready.DETAIL, List.of(Unready.of("projector", "created"))).build());
            log.append(call("a"));
            log.begin(call("b"));

            projector.start();
            // The first call is its event and the marker behind it; the second one's event is there, and not committed.
            await().atMost(PATIENCE).until(projector::progress, Optional.of(new Progress(2, 3))::equals);
            await().atMost(PATIENCE).until(() -> health.health().getDetails().get("state"), "catching up"::equals);
            assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
            assertThat(health.health().getDetails()).containsEntry(Unready.DETAIL,
                    List.of(new Unready("projector", "catching up", 2, OptionalLong.of(3))));

            log.commit();
            assertThat(projector.awaitRunning(PATIENCE)).isTrue();
            assertThat(health.health()).isEqualTo(Health.up().withDetail("partitions", Set.of(0, 1)).build());
        }
    }

    @Test
    void whenTheLogCannotBeFoldedItIsDownForGoodAndSaysWhy() throws Exception {
        try (QueryLog log = new QueryLog(folder.resolve("kafka")); Projector projector = projector(log)) {
            log.put(Topics.CALL_EVENTS, "default:broken", "no event".getBytes(StandardCharsets.UTF_8));

            projector.start();
            assertThat(projector.awaitRunning(PATIENCE)).isFalse();
            Health health = new ProjectorHealth(projector).health();
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails().get(Unready.REASON).toString()).contains("stored bytes are not an event");
        }
    }

    private Projector projector(QueryLog log) {
        return new Projector(ProjectorConfig.standard(log.bootstrapServers(), folder.resolve("projector")),
                new CursorCodec(new byte[32]));
    }

    private static CallHistory call(String id) {
        return new CallHistory(new Cid("default", id)).append(QueryApiServer.created("john"));
    }
}
