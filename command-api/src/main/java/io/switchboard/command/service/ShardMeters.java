package io.switchboard.command.service;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.switchboard.command.shard.Lifecycle;
import io.switchboard.command.shard.Shard;
import io.switchboard.command.shard.ShardMetrics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What every shard of this instance counts, under {@code switchboard.shard.*} with its name as {@code shard}. */
final class ShardMeters implements MeterBinder {

    private static final String PREFIX = "switchboard.shard.";

    private final CommandService service;

    ShardMeters(CommandService service) {
        this.service = service;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        List<Shard<?, ?>> shards = service.shards();
        for (Shard<?, ?> shard : shards) {
            count(registry, shard, "commands", ShardMetrics::commands);
            count(registry, shard, "commits", ShardMetrics::commits);
            count(registry, shard, "records", ShardMetrics::records);
            count(registry, shard, "timers", ShardMetrics::timers);
            count(registry, shard, "fenced", ShardMetrics::fenced);
            count(registry, shard, "rejected", ShardMetrics::rejected);
            count(registry, shard, "unknown", ShardMetrics::unknown);
            count(registry, shard, "failed.commands", ShardMetrics::failedCommands);
            count(registry, shard, "reloads", ShardMetrics::reloads);
            Gauge.builder(PREFIX + "queue", shard, Shard::queueDepth).tag("shard", shard.name()).register(registry);
            Gauge.builder(PREFIX + "serving", shard, s -> s.lifecycle() == Lifecycle.SERVING ? 1 : 0)
                    .tag("shard", shard.name()).register(registry);
        }
    }

    private static void count(MeterRegistry registry, Shard<?, ?> shard, String name,
                              ToDoubleFunction<ShardMetrics> value) {
        FunctionCounter.builder(PREFIX + name, shard.metrics(), value).tag("shard", shard.name()).register(registry);
    }
}
