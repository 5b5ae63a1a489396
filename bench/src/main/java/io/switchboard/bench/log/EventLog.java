package io.switchboard.bench.log;

import io.switchboard.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads {@code call-events} from its beginning, committed records only. Each call uses a consumer of its own.
 * Failures of Kafka surface as the client's own exceptions.
 */
public final class EventLog {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final short ONE_REPLICA = 1;

    private final String bootstrap;

    public EventLog(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** One stored event: the record's key and value, as they are. */
    public record Stored(byte[] key, byte[] value) {
    }

    /**
     * What stands in the log.
     *
     * @param events    number of events; transaction markers do not count
     * @param meanBytes mean size of an event
     */
    public record Census(long events, long meanBytes) {
    }

    /** Counts every event. */
    public Census census() {
        long[] sums = new long[2];
        read(record -> {
            sums[0]++;
            sums[1] += record.value().length;
            return true;
        });
        return new Census(sums[0], sums[0] == 0 ? 0 : sums[1] / sums[0]);
    }

    /** @return up to {@code limit} events of this type, oldest first within each partition */
    public List<Stored> sample(String type, int limit) {
        String sign = "\"type\":\"" + type + "\"";
        List<Stored> sample = new ArrayList<>();
        read(record -> {
            String text = new String(record.value(), 0, Math.min(400, record.value().length),
                    StandardCharsets.UTF_8);
            if (text.contains(sign)) {
                sample.add(new Stored(record.key(), record.value()));
            }
            return sample.size() < limit;
        });
        return sample;
    }

    /** Makes a topic with as many partitions as {@code call-events} has. */
    public void createSibling(String topic) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
                KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            int partitions = consumer.partitionsFor(Topics.CALL_EVENTS).size();
            admin.createTopics(List.of(new NewTopic(topic, partitions, ONE_REPLICA))).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topic " + topic + " cannot be made", e.getCause());
        }
    }

    @FunctionalInterface
    private interface Visitor {
        /** @return whether to go on */
        boolean visit(ConsumerRecord<byte[], byte[]> record);
    }

    private void read(Visitor visitor) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.CALL_EVENTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            // A transaction marker takes an offset too, so the end is reached by position, not by a record.
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (!visitor.visit(record)) {
                        return;
                    }
                }
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
