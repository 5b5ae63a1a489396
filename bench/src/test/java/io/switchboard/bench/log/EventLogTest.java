package io.switchboard.bench.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchboard.bench.load.ClosedLoop;
import io.switchboard.bench.load.Window;
import io.switchboard.broker.BrokerConfig;
import io.switchboard.broker.EmbeddedBroker;
import io.switchboard.events.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {

    @TempDir
    private static Path data;
    private static EmbeddedBroker broker;
    private static String bootstrap;

    @BeforeAll
    static void startWithSixCommittedEventsAndOneAborted() throws Exception {
        broker = EmbeddedBroker.start(new BrokerConfig(data, 0));
        bootstrap = broker.bootstrapServers();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(Topics.CALL_EVENTS, 3, (short) 1))).all().get();
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap,
                "transactional.id", "writer"), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (int i = 0; i < 3; i++) {
                producer.beginTransaction();
                producer.send(event("CallCreated", "default:" + i));
                producer.send(event("MembersUpdated", "default:" + i));
                producer.commitTransaction();
            }
            producer.beginTransaction();
            producer.send(event("CallCreated", "default:never"));
            producer.flush();
            producer.abortTransaction();
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void theCensusCountsCommittedEventsAndNoMarkers() {
        EventLog.Census census = new EventLog(bootstrap).census();
        assertThat(census.events()).isEqualTo(6);
        assertThat(census.meanBytes()).isBetween(40L, 60L);
    }

    @Test
    void aSampleHoldsEventsOfOneTypeUpToTheLimit() {
        EventLog log = new EventLog(bootstrap);
        List<EventLog.Stored> all = log.sample("CallCreated", 100);
        assertThat(all).hasSize(3).allSatisfy(stored ->
                assertThat(new String(stored.value(), StandardCharsets.UTF_8)).contains("\"type\":\"CallCreated\""));
        assertThat(log.sample("MembersUpdated", 2)).hasSize(2);
    }

    @Test
    void rawProduceWritesTheSampledBytesOncePerAcceptedOperation() throws Exception {
        EventLog log = new EventLog(bootstrap);
        log.createSibling("raw");
        List<EventLog.Stored> events = log.sample("CallCreated", 10);
        try (RawProduce raw = new RawProduce(bootstrap, "raw", events)) {
            Window window = ClosedLoop.run(raw, 4, Duration.ofMillis(500));
            assertThat(window.tally().refused()).isZero();
            assertThat(window.tally().accepted()).isPositive();
            assertThat(window.tally().meanAnswerBytes()).isEqualTo(events.getFirst().value().length);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
                assertThat(admin.describeTopics(List.of("raw")).allTopicNames().get().get("raw").partitions())
                        .hasSize(3);
            }
            assertThat(records("raw")).isEqualTo(window.tally().accepted());
        }
    }

    private static long records(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            long sum = 0;
            for (int partition = 0; partition < 3; partition++) {
                TopicPartition tp = new TopicPartition(topic, partition);
                sum += admin.listOffsets(Map.of(tp, OffsetSpec.latest()))
                        .partitionResult(tp).get().offset();
            }
            return sum;
        }
    }

    private static ProducerRecord<byte[], byte[]> event(String type, String cid) {
        return new ProducerRecord<>(Topics.CALL_EVENTS, cid.getBytes(StandardCharsets.UTF_8),
                ("{\"specversion\":\"1.0\",\"type\":\"" + type + "\",\"seq\":1}").getBytes(StandardCharsets.UTF_8));
    }
}
