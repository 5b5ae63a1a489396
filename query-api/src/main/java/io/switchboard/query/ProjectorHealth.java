package io.switchboard.query;

import io.switchboard.projector.Progress;
import io.switchboard.projector.Projector;
import io.switchboard.projector.ProjectorState;
import io.switchboard.wire.service.Unready;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready when every partition this instance owns is served; out of service, with how far it is, until then; down for
 * good when the log cannot be folded.
 */
final class ProjectorHealth implements HealthIndicator {

    private static final String PART = "projector";
    private static final String INDEX = "projector's index";

    private final Projector projector;

    ProjectorHealth(Projector projector) {
        this.projector = projector;
    }

    @Override
    public Health health() {
        return switch (projector.state()) {
            case ProjectorState.Running running -> Health.up().withDetail("partitions", projector.partitions()).build();
            case ProjectorState.Created created -> notReady("created");
            case ProjectorState.Restoring restoring -> notReady("restoring");
            case ProjectorState.CatchingUp catchingUp -> notReady("catching up");
            case ProjectorState.Stopped stopped -> notReady("stopped");
            case ProjectorState.Failed failed -> Health.down().withDetail(Unready.REASON, failed.reason()).build();
        };
    }

    private Health notReady(String state) {
        Optional<Progress> progress = projector.progress();
        Unready self = progress.map(known -> new Unready(PART, state, known.reached(), OptionalLong.of(known.end())))
                .orElseGet(() -> Unready.of(PART, state));
        List<Unready> waitingFor = new ArrayList<>(List.of(self));
        projector.remaking().ifPresent(calls -> waitingFor.add(
                new Unready(INDEX, "being made from the stored calls", calls, OptionalLong.empty())));
        return Health.outOfService().withDetail("state", state).withDetail(Unready.DETAIL, waitingFor).build();
    }
}
