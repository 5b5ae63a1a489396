package io.switchboard.standalone.sdk;

import io.switchboard.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The topic {@code call-events} as a foreign team's consumer reads it: with the {@code events} module and Kafka's
 * client, and nothing else of Switchboard.
 */
final class CallLog {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    private CallLog() {
    }

    /** Everything acknowledged until now, by record key, each history in the order of the log. */
    static Map<String, List<ConsumerRecord<String, byte[]>>> read(String bootstrapServers) {
        Map<String, List<ConsumerRecord<String, byte[]>>> histories = new LinkedHashMap<>();
        try (var consumer = consumer(bootstrapServers, "read_committed");
             var scout = consumer(bootstrapServers, "read_uncommitted")) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.CALL_EVENTS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            // A commit is acknowledged before its marker is in the partition: the committed end may lie before it.
            Map<TopicPartition, Long> ends = scout.endOffsets(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            // The position counts, not the records: commit markers use up offsets too.
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("the log was not read to " + ends + " within " + PATIENCE);
                }
                consumer.poll(POLL).forEach(record ->
                        histories.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(record));
            }
        }
        return histories;
    }

    private static KafkaConsumer<String, byte[]> consumer(String bootstrapServers, String isolation) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
