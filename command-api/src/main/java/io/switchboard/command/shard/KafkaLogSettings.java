package io.switchboard.command.shard;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How shards talk to Kafka.
 *
 * @param connection what every client needs: {@code bootstrap.servers}, and security settings if any
 */
public record KafkaLogSettings(Map<String, Object> connection) {

    /** The longest a single call to Kafka waits. */
    static final Duration BLOCK = Duration.ofSeconds(5);

    private static final int LARGEST_REQUEST = 8 << 20;

    public KafkaLogSettings {
        connection = Map.copyOf(connection);
    }

    public static KafkaLogSettings at(String bootstrapServers) {
        return new KafkaLogSettings(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    Map<String, Object> writer(TopicPartition partition) {
        return with(Map.ofEntries(
                entry(ProducerConfig.CLIENT_ID_CONFIG, name(partition) + "-writer"),
                entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name(partition)),
                entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                entry(ProducerConfig.ACKS_CONFIG, "all"),
                entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                // A batch is complete before it is sent, so waiting for more would only be waiting.
                entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                entry(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10),
                entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST),
                // While the broker still verifies a transaction's first batch it puts that one off; a second one already
                // under way is then out of sequence, and both are sent again.
                entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                // A transaction begun right after another meets "concurrent transactions"; the default waits 100 ms then.
                entry(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 2),
                entry(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 100),
                entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK.toMillis()),
                entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000),
                entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4_000),
                // An owner that died in a transaction hides everything behind it from readers until this is over,
                // or until the next owner fences.
                entry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000),
                entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class),
                entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                entry(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false)));
    }

    Map<String, Object> reader(TopicPartition partition) {
        return consumer(partition, "reader", "read_committed");
    }

    Map<String, Object> scout(TopicPartition partition) {
        return consumer(partition, "scout", "read_uncommitted");
    }

    private Map<String, Object> consumer(TopicPartition partition, String role, String isolation) {
        return with(Map.ofEntries(
                entry(ConsumerConfig.CLIENT_ID_CONFIG, name(partition) + "-" + role),
                entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation),
                entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
                entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000),
                entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 2 << 20),
                entry(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 20),
                entry(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) BLOCK.toMillis()),
                entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) BLOCK.toMillis()),
                entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class),
                entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
                entry(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false)));
    }

    /** The connection with these settings on top. */
    Map<String, Object> with(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(connection);
        all.putAll(more);
        return all;
    }

    private static String name(TopicPartition partition) {
        return "switchboard-" + partition.topic() + "-" + partition.partition();
    }
}
