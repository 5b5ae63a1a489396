package io.switchboard.command.service;

import io.switchboard.command.service.CommandStanding.Unserved;
import io.switchboard.command.shard.Lifecycle;
import io.switchboard.wire.service.Unready;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready when the partitions are shared out and every one this instance owns is served; out of service, with how far
 * each shard is, until then; down for good when one of its own has failed, since no shard recovers from that by itself.
 */
final class CommandHealth implements HealthIndicator {

    private final CommandService service;

    CommandHealth(CommandService service) {
        this.service = service;
    }

    @Override
    public Health health() {
        return of(service.standing(), service.lifecycles());
    }

    static Health of(CommandStanding standing, Map<String, Lifecycle> shards) {
        if (standing.ready()) {
            return Health.up().withDetail("shards", shards).build();
        }
        List<Unserved> failed = standing.unserved().stream()
                .filter(shard -> shard.lifecycle() == Lifecycle.FAILED).toList();
        Health.Builder health = failed.isEmpty() ? Health.outOfService()
                : Health.down().withDetail(Unready.REASON, failed.stream().map(CommandHealth::reason)
                        .collect(Collectors.joining("; ")));
        List<Unready> unready = standing.joined() ? standing.unserved().stream().map(CommandHealth::unready).toList()
                : List.of(Unready.of("command side", "joining its group"));
        return health.withDetail("shards", shards).withDetail(Unready.DETAIL, unready).build();
    }

    private static String reason(Unserved shard) {
        return shard.name() + " failed: " + shard.failure().map(failure ->
                failure.getMessage() == null ? failure.toString() : failure.getMessage()).orElse("the log says why");
    }

    private static Unready unready(Unserved shard) {
        boolean reading = shard.lifecycle() == Lifecycle.CLAIMING && shard.claimEnd() > 0;
        String state = switch (shard.lifecycle()) {
            case FOLLOWING -> "waiting to take over";
            case CLAIMING -> reading ? "reading the log" : "taking over";
            case SERVING -> "serving";
            case FAILED -> "failed";
            case CLOSED -> "stopped";
        };
        return new Unready(shard.name(), state, shard.offset(),
                reading ? OptionalLong.of(Math.max(shard.offset(), shard.claimEnd())) : OptionalLong.empty());
    }
}
