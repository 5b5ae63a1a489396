package io.switchboard.command.shard;

import io.switchboard.broker.testing.TestKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A topic of its own for a test, on the shared real Kafka. */
record KafkaTopic(String name) {

    static KafkaTopic create(int partitions) {
        String name = "ledger-" + UUID.randomUUID();
        try (Admin admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, TestKafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty()))).all().get();
        } catch (Exception e) {
            throw new IllegalStateException("cannot create a topic", e);
        }
        return new KafkaTopic(name);
    }

    static KafkaLogSettings settings() {
        return KafkaLogSettings.at(TestKafka.bootstrapServers());
    }

    KafkaShardLog log(int partition) {
        return new KafkaShardLog(settings(), name, partition);
    }

    /** Everything committed in a partition, as a stranger reads it. */
    List<LogRecord> committed(int partition) {
        try (KafkaShardLog log = log(partition)) {
            List<LogRecord> all = new ArrayList<>();
            long end = log.tip();
            long at = 0;
            while (at < end) {
                ShardLog.Chunk chunk = log.read(at, Duration.ofSeconds(1));
                all.addAll(chunk.records());
                at = chunk.next();
            }
            return all;
        }
    }
}
