package io.switchboard.bench.dataset;

import io.switchboard.command.shard.KafkaLogSettings;
import io.switchboard.command.shard.LogTopics;
import io.switchboard.events.Topics;
import io.switchboard.events.codec.EventCodec;
import io.switchboard.events.user.User;
import io.switchboard.events.user.UserCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes records where Switchboard would have put them: its topics, its partitions, its headers and compression. One
 * thread.
 */
final class LogWriter implements AutoCloseable {

    /** What {@code ./switchboard up} has. */
    private static final int PARTITIONS = 4;

    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** Makes the topics where there are none. */
    LogWriter(String bootstrap) {
        new LogTopics(KafkaLogSettings.at(bootstrap), PARTITIONS, Optional.empty()).ensure();
        producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                ProducerConfig.LINGER_MS_CONFIG, 20,
                ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10,
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
                new StringSerializer(), new ByteArraySerializer());
    }

    void write(GeneratedCall call) {
        String key = call.cid().toString();
        int partition = Topics.partition(key, PARTITIONS);
        call.events().forEach(event ->
                send(Topics.CALL_EVENTS, partition, event.time(), key, event.bytes(), EventCodec.CONTENT_TYPE));
    }

    void write(User user) {
        send(Topics.USERS, 0, user.updatedAt(), user.id(), UserCodec.encode(user), "application/json");
    }

    /** @throws IllegalStateException when a record did not arrive */
    @Override
    public void close() {
        producer.close();
        if (failure.get() != null) {
            throw new IllegalStateException("the log could not be written", failure.get());
        }
    }

    private void send(String topic, int partition, Instant time, String key, byte[] value, String contentType) {
        Header type = new RecordHeader("content-type", contentType.getBytes(StandardCharsets.UTF_8));
        producer.send(new ProducerRecord<>(topic, partition, time.toEpochMilli(), key, value, List.of(type)),
                (metadata, failed) -> {
                    if (failed != null) {
                        failure.compareAndSet(null, failed);
                    }
                });
    }
}
