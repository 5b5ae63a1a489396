package io.switchboard.command.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.command.service.CommandStanding.Unserved;
import io.switchboard.command.shard.Lifecycle;
import io.switchboard.wire.service.Unready;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** What the write side says of itself: not ready is one thing, broken for good another. */
class CommandHealthTest {

    private static final Map<String, Lifecycle> SHARDS = Map.of("call-events-0", Lifecycle.CLAIMING);

    @TempDir
    Path data;

    @Test
    void whatServesEverythingIsUp() {
        try (CommandService service = new CommandInstances(data).start("alone")) {
            Health health = new CommandHealth(service).health();

            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsEntry("shards", service.lifecycles())
                    .doesNotContainKey(Unready.DETAIL);
        }
    }

    @Test
    void whatIsNoMemberYetIsOutOfServiceAndSaysSo() {
        Health health = CommandHealth.of(new CommandStanding(false, List.of()), SHARDS);

        assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.getDetails()).containsEntry("shards", SHARDS)
                .containsEntry(Unready.DETAIL, List.of(Unready.of("command side", "joining its group")));
    }

    @Test
    void shardsThatDoNotServeYetAreOutOfServiceAndTellHowFarTheyAre() {
        Health health = of(new Unserved("call-events-0", Lifecycle.FOLLOWING, 3, 10, Optional.empty()),
                new Unserved("call-events-1", Lifecycle.CLAIMING, 4, 0, Optional.empty()),
                new Unserved("call-events-2", Lifecycle.CLAIMING, 5, 10, Optional.empty()),
                new Unserved("call-events-3", Lifecycle.CLAIMING, 12, 10, Optional.empty()));

        assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.getDetails()).containsEntry(Unready.DETAIL, List.of(
                new Unready("call-events-0", "waiting to take over", 3, OptionalLong.empty()),
                new Unready("call-events-1", "taking over", 4, OptionalLong.empty()),
                new Unready("call-events-2", "reading the log", 5, OptionalLong.of(10)),
                new Unready("call-events-3", "reading the log", 12, OptionalLong.of(12))));
    }

    @Test
    void aShardThatFailedIsDownForGoodAndSaysWhy() {
        Health health = of(new Unserved("call-events-0", Lifecycle.CLAIMING, 3, 10, Optional.empty()),
                new Unserved("users-0", Lifecycle.FAILED, 3, 10, Optional.of(new IllegalStateException("a bad disk"))),
                new Unserved("call-types-0", Lifecycle.FAILED, 3, 10, Optional.empty()));

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails()).containsEntry(Unready.REASON,
                "users-0 failed: a bad disk; call-types-0 failed: the log says why");
    }

    private static Health of(Unserved... unserved) {
        return CommandHealth.of(new CommandStanding(true, List.of(unserved)), SHARDS);
    }
}
