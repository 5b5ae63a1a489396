package io.switchboard.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The broker's process is killed with SIGKILL, again and again, and started again on the same directory. */
@Timeout(120)
class KilledBrokerTest {

    private static final String TOPIC = "events";
    private static final int ROUNDS = 3;
    private static final int COMMITS_PER_ROUND = 50;

    @TempDir
    Path directory;

    @Test
    void nothing_committed_is_lost_or_doubled_and_the_next_start_does_not_wait_for_the_dead_session() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Instant begin = Instant.now();
            BrokerProcess broker = BrokerProcess.start(directory);
            assertThat(Duration.between(begin, Instant.now())).isLessThan(BrokerProcess.SESSION.dividedBy(2));
            try {
                if (round == 0) {
                    createTopic(broker.bootstrapServers());
                }
                acknowledged.addAll(commit(broker.bootstrapServers(), round));
            } finally {
                broker.kill();
            }
        }

        try (EmbeddedBroker broker = EmbeddedBroker.start(new BrokerConfig(directory, 0))) {
            assertThat(committed(broker.bootstrapServers())).containsExactlyElementsOf(acknowledged);
        }
    }

    private static void createTopic(String servers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    // The last transaction stays open, so that every kill leaves one behind.
    private static List<String> commit(String servers, int round) {
        List<String> values = new ArrayList<>();
        KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "transactional.id", "writer", "linger.ms", "0"),
                new StringSerializer(), new StringSerializer());
        try {
            producer.initTransactions();
            for (int i = 0; i < COMMITS_PER_ROUND; i++) {
                String value = round + "/" + i;
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC, "key", value));
                producer.commitTransaction();
                values.add(value);
            }
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, "key", round + "/never"));
            producer.flush();
        } finally {
            producer.close(Duration.ZERO);
        }
        return values;
    }

    private static List<String> committed(String servers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers, "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
