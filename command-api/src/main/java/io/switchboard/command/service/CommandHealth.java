package io.switchboard.command.service;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready when the partitions are shared out and every one this instance owns is served. */
final class CommandHealth implements HealthIndicator {

    private final CommandService service;

    CommandHealth(CommandService service) {
        this.service = service;
    }

    @Override
    public Health health() {
        return (service.ready() ? Health.up() : Health.down()).withDetail("shards", service.lifecycles()).build();
    }
}
