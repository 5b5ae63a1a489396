package io.switchboard.projector.consistency;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** The clients of the Streams app; its consumers report to {@link AppliedPositions} where they are after each poll. */
public final class ReportingClients implements KafkaClientSupplier {

    private final AppliedPositions positions;

    public ReportingClients(AppliedPositions positions) {
        this.positions = positions;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new MainConsumer(config, positions);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return new GlobalConsumer(config, positions);
    }

    private abstract static class PositionedConsumer extends KafkaConsumer<byte[], byte[]> {
        PositionedConsumer(Map<String, Object> config) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        /** Of the partitions that have one and are being read; asks nobody. */
        Map<TopicPartition, Long> knownPositions() {
            Map<TopicPartition, Long> known = new HashMap<>();
            Set<TopicPartition> reading = new HashSet<>(assignment());
            reading.removeAll(paused());
            for (TopicPartition partition : reading) {
                try {
                    known.put(partition, position(partition, Duration.ZERO));
                } catch (TimeoutException notYetPositioned) {
                    // It has no position before its first fetch is set up; the next poll will tell.
                    continue;
                }
            }
            return known;
        }
    }

    /** The processor applies what a poll returned at its own pace, and reports that itself. */
    private static final class MainConsumer extends PositionedConsumer {
        private final AppliedPositions positions;

        MainConsumer(Map<String, Object> config, AppliedPositions positions) {
            super(config);
            this.positions = positions;
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
            Map<TopicPartition, Long> returned = new HashMap<>();
            for (TopicPartition partition : records.partitions()) {
                List<ConsumerRecord<byte[], byte[]>> some = records.records(partition);
                returned.put(partition, some.getLast().offset());
            }
            positions.polled(knownPositions(), returned);
            return records;
        }
    }

    /** The global thread applies all of a poll's records before it polls again. */
    private static final class GlobalConsumer extends PositionedConsumer {
        private final AppliedPositions positions;
        private Map<TopicPartition, Long> afterLastPoll = Map.of();

        GlobalConsumer(Map<String, Object> config, AppliedPositions positions) {
            super(config);
            this.positions = positions;
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            positions.reached(afterLastPoll);
            ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
            afterLastPoll = knownPositions();
            if (records.isEmpty()) {
                positions.reached(afterLastPoll);
            }
            return records;
        }
    }
}
