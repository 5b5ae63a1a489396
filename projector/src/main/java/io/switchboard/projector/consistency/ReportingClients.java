package io.switchboard.projector.consistency;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;

/**
 * The clients of the Streams app; its consumers report to {@link AppliedPositions} where they are after each poll.
 *
 * <p>A stream thread polls several times a second, whether there is something to process or not. So there it also learns
 * that a store it serves was given up by somebody who reads: the poll fails with {@link TaskCorruptedException}, and
 * Streams opens the store again.
 */
public final class ReportingClients implements KafkaClientSupplier {

    private final AppliedPositions positions;
    private final Supplier<Set<TaskId>> givenUp;

    /** @param givenUp the tasks of this process whose open stores are given up */
    public ReportingClients(AppliedPositions positions, Supplier<Set<TaskId>> givenUp) {
        this.positions = positions;
        this.givenUp = givenUp;
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
        return new MainConsumer(config, positions, givenUp);
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
        private final Supplier<Set<TaskId>> givenUp;

        MainConsumer(Map<String, Object> config, AppliedPositions positions, Supplier<Set<TaskId>> givenUp) {
            super(config);
            this.positions = positions;
            this.givenUp = givenUp;
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            endIfGivenUp();
            ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
            Map<TopicPartition, Long> returned = new HashMap<>();
            for (TopicPartition partition : records.partitions()) {
                List<ConsumerRecord<byte[], byte[]>> some = records.records(partition);
                returned.put(partition, some.getLast().offset());
            }
            positions.polled(knownPositions(), returned);
            return records;
        }

        /** Of this thread's own tasks only, and only once they run: Streams knows no others here. */
        private void endIfGivenUp() {
            Set<TaskId> tasks = givenUp.get();
            if (tasks.isEmpty()) {
                return;
            }
            Set<TopicPartition> running = new HashSet<>(assignment());
            running.retainAll(positions.served());
            Set<Integer> numbers = running.stream().map(TopicPartition::partition).collect(Collectors.toSet());
            Set<TaskId> own = tasks.stream().filter(task -> numbers.contains(task.partition())).collect(Collectors.toSet());
            if (!own.isEmpty()) {
                throw new TaskCorruptedException(own);
            }
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
