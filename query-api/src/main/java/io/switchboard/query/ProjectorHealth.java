package io.switchboard.query;

import io.switchboard.projector.Projector;
import io.switchboard.projector.ProjectorState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready when every partition this instance owns is served; down for good when the log cannot be folded. */
final class ProjectorHealth implements HealthIndicator {

    private final Projector projector;

    ProjectorHealth(Projector projector) {
        this.projector = projector;
    }

    @Override
    public Health health() {
        return switch (projector.state()) {
            case ProjectorState.Running running -> Health.up().withDetail("partitions", projector.partitions()).build();
            case ProjectorState.Created created -> Health.outOfService().withDetail("state", "created").build();
            case ProjectorState.Restoring restoring -> Health.outOfService().withDetail("state", "restoring").build();
            case ProjectorState.CatchingUp catchingUp -> Health.outOfService().withDetail("state", "catching up").build();
            case ProjectorState.Stopped stopped -> Health.outOfService().withDetail("state", "stopped").build();
            case ProjectorState.Failed failed -> Health.down().withDetail("reason", failed.reason()).build();
        };
    }
}
